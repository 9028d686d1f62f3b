package com.sealkloud.chat.socket;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import org.springframework.stereotype.Component;

/** Each user's share of this node. Forgets users without a session. */
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

    /** @return to be held while the user is connected */
    public NodeShare of(String userId) {
        return byUser.get(userId);
    }
}
