package com.sealkloud.chat.session;

import java.security.Principal;

/**
 * A feature's decision about its own destinations. A destination without a policy is denied. A
 * policy is asked at the SUBSCRIBE and again whenever the user's rights have changed.
 */
public interface SubscriptionPolicy {

    /** @return whether this policy decides about that destination */
    boolean covers(String destination);

    /** @return whether this user may subscribe to that destination now */
    boolean permits(Principal principal, String destination);
}
