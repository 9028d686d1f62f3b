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
 * The cookie by which a browser is known again at its next log-in. It logs nobody in; whoever has it is only not held up by
 * the guesses of strangers.
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

    /** @return what this browser was called before, or a new name: several people may share it */
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
