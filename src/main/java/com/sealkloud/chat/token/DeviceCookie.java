package com.sealkloud.chat.token;

import com.sealkloud.chat.account.AccountProperties;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * The cookie that identifies a browser at its next login. It authenticates nobody; it only exempts
 * its owner from the throttling caused by other places.
 */
@Component
public class DeviceCookie {

    private static final String NAME = "chat_device";
    private static final Pattern VALUE = Pattern.compile(RandomToken.PATTERN);

    private final AccountProperties properties;

    DeviceCookie(AccountProperties properties) {
        this.properties = properties;
    }

    /** @return this browser's previous id, or a new one: several users may share it */
    public static String of(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, NAME);
        return cookie != null && VALUE.matcher(cookie.getValue()).matches() ? cookie.getValue() : RandomToken.create();
    }

    /** @return the hash of this browser's id, or null if it has none yet */
    public static @Nullable String hashOf(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, NAME);
        return cookie == null ? null : hash(cookie.getValue());
    }

    public static String hash(String device) {
        return RandomToken.hash(device);
    }

    public ResponseCookie with(String device, boolean isSecure) {
        return ResponseCookie.from(NAME, device)
                .httpOnly(true)
                .secure(isSecure)
                .sameSite("Strict")
                .path("/api/v1")
                .maxAge(properties.logIn().knownFor())
                .build();
    }
}
