package com.sealkloud.chat.realtime;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.socket.WebSocketExtension;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.standard.StandardWebSocketUpgradeStrategy;

/**
 * Upgrades a request to a WebSocket without extensions. Tomcat negotiates from the request's own header and ignores which
 * extensions Spring has selected, so it must not see that header.
 */
class PlainUpgrade extends StandardWebSocketUpgradeStrategy {

    private static final String EXTENSIONS = "Sec-WebSocket-Extensions";

    @Override
    public List<WebSocketExtension> getSupportedExtensions(ServerHttpRequest request) {
        return List.of();
    }

    @Override
    public void upgrade(
            ServerHttpRequest request,
            ServerHttpResponse response,
            @Nullable String selectedProtocol,
            List<WebSocketExtension> selectedExtensions,
            @Nullable Principal user,
            WebSocketHandler handler,
            Map<String, Object> attributes) {
        HttpServletRequest withoutOffer = new HttpServletRequestWrapper(getHttpServletRequest(request)) {
            @Override
            public Enumeration<String> getHeaders(String name) {
                return EXTENSIONS.equalsIgnoreCase(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
            }
        };
        super.upgrade(
                new ServletServerHttpRequest(withoutOffer),
                response,
                selectedProtocol,
                List.of(),
                user,
                handler,
                attributes);
    }
}
