package com.sealkloud.chat.session;

import java.security.Principal;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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
        return permitted(principal, Set.of(destination)).contains(destination);
    }

    /** @return those of these destinations that this user may subscribe to now */
    public Set<String> permitted(Principal principal, Collection<String> destinations) {
        Set<String> permitted = new HashSet<>();
        Set<String> undecided = new HashSet<>(destinations);
        for (SubscriptionPolicy policy : policies) {
            Set<String> covered = undecided.stream().filter(policy::covers).collect(Collectors.toSet());
            if (!covered.isEmpty()) {
                permitted.addAll(policy.permitted(principal, covered));
                undecided.removeAll(covered);
            }
        }
        return permitted;
    }
}
