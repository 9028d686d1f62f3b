package com.sealkloud.chat.session;

import java.security.Principal;
import java.util.List;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Asks the policies. A destination without a policy is denied. */
@Component
public class SubscriptionRights {

    private final List<SubscriptionPolicy> policies;

    SubscriptionRights(@Lazy List<SubscriptionPolicy> policies) {
        this.policies = policies;
    }

    public boolean permits(Principal principal, String destination) {
        return policies.stream()
                .filter(policy -> policy.covers(destination))
                .findFirst()
                .map(policy -> policy.permits(principal, destination))
                .orElse(false);
    }
}
