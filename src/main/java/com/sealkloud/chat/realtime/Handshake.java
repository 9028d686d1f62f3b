package com.sealkloud.chat.realtime;

import com.sealkloud.chat.http.HostCookie;
import com.sealkloud.chat.http.Network;
import com.sealkloud.chat.session.Sockets;
import com.sealkloud.chat.socket.PlainUpgrade;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;
import org.springframework.web.util.WebUtils;

/**
 * Passes the page's cookies from the handshake to the CONNECT frame, which is authenticated.
 * Accepts no extension ({@link PlainUpgrade}): compressing each copy of a fan-out costs several
 * times what it saves.
 */
class Handshake extends DefaultHandshakeHandler implements HandshakeInterceptor {

    static final String SESSION_COOKIE = HostCookie.SESSION.name();
    static final String CSRF_COOKIE = "XSRF-TOKEN";

    private static final int LONGEST_COOKIE = 256;

    private final Sockets sockets;

    Handshake(Sockets sockets) {
        super(new PlainUpgrade());
        this.sockets = sockets;
    }

    @Override
    public boolean beforeHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            Map<String, Object> attributes) {
        if (sockets.isClosed()) {
            response.setStatusCode(HttpStatus.SERVICE_UNAVAILABLE);
            return false;
        }
        if (request instanceof ServletServerHttpRequest servlet) {
            HttpServletRequest call = servlet.getServletRequest();
            attributes.put(Sockets.NETWORK, Network.of(call.getRemoteAddr()).name());
            keep(SESSION_COOKIE, HostCookie.SESSION.in(call), attributes);
            Cookie csrf = WebUtils.getCookie(call, CSRF_COOKIE);
            keep(CSRF_COOKIE, csrf == null ? null : csrf.getValue(), attributes);
        }
        return true;
    }

    @Override
    protected @Nullable String selectProtocol(List<String> requested, WebSocketHandler handler) {
        return super.selectProtocol(
                requested.stream().filter(StompVersions::isSpoken).toList(), handler);
    }

    /**
     * Our cookies are shorter; data kept for each socket must not have a length of the client's
     * choice.
     */
    private static void keep(String name, @Nullable String cookie, Map<String, Object> attributes) {
        if (cookie != null && cookie.length() <= LONGEST_COOKIE) {
            attributes.put(name, cookie);
        }
    }

    @Override
    public void afterHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            @Nullable Exception exception) {}
}
