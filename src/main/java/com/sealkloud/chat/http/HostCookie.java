package com.sealkloud.chat.http;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/**
 * A secret in a browser that scripts cannot read. Over HTTPS its name begins with {@code __Host-}:
 * browsers let nobody set such a cookie but the host itself, so none is planted from another one
 * of the same domain.
 */
public record HostCookie(String name, String sameSite) {

    /** Holds the token of the bundled page. */
    public static final HostCookie SESSION = new HostCookie("chat_session", "Strict");

    private static final String PREFIX = "__Host-";

    /** @return its value, or null if the browser has not sent it */
    public @Nullable String in(HttpServletRequest request) {
        Cookie ofHost = WebUtils.getCookie(request, PREFIX + name);
        // Over HTTPS only while sessions of releases up to 0.9 go on.
        Cookie found = ofHost == null ? WebUtils.getCookie(request, name) : ofHost;
        return found == null ? null : found.getValue();
    }

    /** @param path where it is needed; one with the prefix is sent to the whole host */
    public void set(
            String value, String path, Duration maxAge, HttpServletRequest request, HttpServletResponse response) {
        if (request.isSecure()) {
            add(PREFIX + name, value, "/", true, maxAge, response);
        }
        // Over HTTPS only because nodes of releases up to 0.9 know no other.
        add(name, value, path, request.isSecure(), maxAge, response);
    }

    public void remove(String path, HttpServletRequest request, HttpServletResponse response) {
        set("", path, Duration.ZERO, request, response);
    }

    private void add(
            String fullName,
            String value,
            String path,
            boolean isSecure,
            Duration maxAge,
            HttpServletResponse response) {
        ResponseCookie cookie = ResponseCookie.from(fullName, value)
                .httpOnly(true)
                .secure(isSecure)
                .sameSite(sameSite)
                .path(path)
                .maxAge(maxAge)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
