package com.sealkloud.chat.token;

import java.util.Collection;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Published within the transaction that ends logins of a user, for features that store data of the
 * user's devices.
 */
public final class LogInsEnded {

    private final String userId;
    private final Predicate<String> isEnded;

    private LogInsEnded(String userId, Predicate<String> isEnded) {
        this.userId = userId;
        this.isEnded = isEnded;
    }

    static LogInsEnded these(String userId, Collection<String> logIns) {
        return new LogInsEnded(userId, Set.copyOf(logIns)::contains);
    }

    /** @param besides the login that continues, if any */
    static LogInsEnded all(String userId, @Nullable String besides) {
        return new LogInsEnded(userId, logIn -> !logIn.equals(besides));
    }

    public String userId() {
        return userId;
    }

    /**
     * @param logIn {@link TokenService#logInOf}; null if unknown, which counts as ended
     */
    public boolean includes(@Nullable String logIn) {
        return logIn == null || isEnded.test(logIn);
    }
}
