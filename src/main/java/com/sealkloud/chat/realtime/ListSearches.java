package com.sealkloud.chat.realtime;

import java.security.Principal;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Searches for tickets, rooms and users by parts of their names, each of which reads all of them.
 * They have places of their own: nobody who looks for a colleague waits for those who search
 * messages.
 */
@Component
public class ListSearches {

    private static final int AT_ONCE = 4;

    private final SearchPermits permits = new SearchPermits(AT_ONCE);

    /**
     * @throws com.sealkloud.chat.api.Refusal {@code rate_limited} if too many are under way, of
     *     this user or altogether
     */
    public <R> R one(Principal searcher, Supplier<R> search) {
        return permits.one(searcher, search);
    }
}
