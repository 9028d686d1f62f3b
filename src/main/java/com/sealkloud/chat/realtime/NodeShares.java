package com.sealkloud.chat.realtime;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import org.springframework.stereotype.Component;

/** What each person takes of this node. Forgets whoever has no session left. */
@Component
class NodeShares {

    private final LoadingCache<String, NodeShare> byUser;

    NodeShares(RealtimeProperties limits) {
        byUser = Caffeine.newBuilder()
                .weakValues()
                .build(userId -> new NodeShare(
                        limits.socketsPerPerson(),
                        limits.subscriptionsPerPerson(),
                        ReceiveBudget.of(limits.receiveLimitPerPerson())));
    }

    /** @return to be held as long as the person is here */
    NodeShare of(String userId) {
        return byUser.get(userId);
    }
}
