package com.sealkloud.chat.audit;

import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Where the current call comes from. */
final class CallerAddress {

    private static final int LONGEST = 64;

    private CallerAddress() {}

    /** @return null if this is no call */
    static @Nullable String ofThisRequest() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? printable(attributes.getRequest().getRemoteAddr())
                : null;
    }

    /** A proxy may pass on what a client has sent. */
    static String printable(String address) {
        String printable = address.replaceAll("[^0-9A-Za-z.:/_%-]", "?");
        return printable.substring(0, Math.min(LONGEST, printable.length()));
    }
}
