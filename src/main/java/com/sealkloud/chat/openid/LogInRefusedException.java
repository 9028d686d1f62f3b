package com.sealkloud.chat.openid;

import java.util.Locale;

/** A login that ends without a session; its message is the reason, for the log only. */
class LogInRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What the page says. */
    enum Reason {
        /** The user, or the provider for them, has cancelled it. */
        DENIED,
        /** It was not begun in this browser, or too long ago, or is over. */
        EXPIRED,
        /** The provider has authenticated the user, who may not log in here. */
        NOT_ADMITTED,
        /** The provider does not answer, or too many logins take place. */
        UNAVAILABLE,
        FAILED;

        String wireName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final Reason reason;

    LogInRefusedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    LogInRefusedException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
