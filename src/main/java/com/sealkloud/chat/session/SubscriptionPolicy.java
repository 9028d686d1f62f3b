package com.sealkloud.chat.session;

import java.security.Principal;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A feature's decision about its own destinations. A destination without a policy is denied. A
 * policy is asked at the SUBSCRIBE and again whenever the user's rights have changed.
 */
public interface SubscriptionPolicy {

    /** @return whether this policy decides about that destination */
    boolean covers(String destination);

    /** @return whether this user may subscribe to that destination now */
    boolean permits(Principal principal, String destination);

    /**
     * For all subscriptions of a session at once: whoever else's rights have changed waits for it.
     *
     * @return those of these destinations that this user may subscribe to now
     */
    default Set<String> permitted(Principal principal, Collection<String> destinations) {
        return destinations.stream()
                .filter(destination -> permits(principal, destination))
                .collect(Collectors.toSet());
    }
}
