package com.sealkloud.chat.session;

import java.security.Principal;

/**
 * A feature's say over the destinations that are its own. A destination that no policy covers is denied to everybody; one
 * that is covered is asked about at the SUBSCRIBE and again whenever the person's rights have changed.
 */
public interface SubscriptionPolicy {

    /** @return whether this policy decides about that destination */
    boolean covers(String destination);

    /** @return whether this person may hear that destination now */
    boolean permits(Principal principal, String destination);
}
