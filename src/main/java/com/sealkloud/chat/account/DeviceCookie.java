package com.sealkloud.chat.account;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * The cookie that identifies a browser at its next login. It authenticates nobody; it only exempts
 * its owner from the throttling caused by other places.
 */
@Component
class DeviceCookie {

    private static final String NAME = "chat_device";
    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final AccountProperties properties;

    DeviceCookie(AccountProperties properties) {
        this.properties = properties;
    }

    /** @return this browser's previous id, or a new one: several users may share it */
    static String of(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, NAME);
        return cookie != null && VALUE.matcher(cookie.getValue()).matches() ? cookie.getValue() : random();
    }

    static String hash(String device) {
        return DigestUtils.sha256Hex(device);
    }

    ResponseCookie with(String device, boolean isSecure) {
        return ResponseCookie.from(NAME, device)
                .httpOnly(true)
                .secure(isSecure)
                .sameSite("Strict")
                .path("/api/v1/session")
                .maxAge(properties.logIn().knownFor())
                .build();
    }

    private static String random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
