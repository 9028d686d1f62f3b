package com.sealkloud.chat.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.web.header.HeaderWriter;

/**
 * What the bundled page may load: only from this origin, and nothing inline. The WebSocket address
 * is listed, because not every browser treats it as the page's own origin.
 */
class ContentSecurityPolicy implements HeaderWriter {

    private static final String NAME = "Content-Security-Policy";

    private static final String POLICY = String.join(
            "; ",
            "default-src 'self'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data: blob:",
            "connect-src 'self' %s",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'");

    /**
     * What the worker may that decodes photos. A worker has the policy of its own file, so the page
     * itself need not be allowed to compile WebAssembly.
     */
    private static final String DECODER_POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self' 'wasm-unsafe-eval'",
            "connect-src 'self'",
            "frame-ancestors 'none'");

    private static final String DECODER = "/assets/heic-";

    @Override
    public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
        // What users have uploaded says for itself that it may do nothing.
        if (!response.containsHeader(NAME)) {
            response.setHeader(
                    NAME,
                    request.getServletPath().startsWith(DECODER)
                            ? DECODER_POLICY
                            : POLICY.formatted(webSocketOf(request)));
        }
    }

    private static String webSocketOf(HttpServletRequest request) {
        int port = request.getServerPort();
        boolean isUsual = port == (request.isSecure() ? 443 : 80);
        return (request.isSecure() ? "wss://" : "ws://") + request.getServerName() + (isUsual ? "" : ":" + port);
    }
}
