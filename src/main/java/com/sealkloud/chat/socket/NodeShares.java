package com.sealkloud.chat.socket;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import org.springframework.stereotype.Component;

/** What each person takes of this node. Forgets whoever has no session left. */
@Component
public class NodeShares {

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
    public NodeShare of(String userId) {
        return byUser.get(userId);
    }
}
