package com.sealkloud.chat.presence;

import java.util.Set;

/**
 * What a user who is online, or was a moment ago, looks at, over all sessions and nodes.
 *
 * @param here whether a session reliably receives what is sent now
 * @param arriving whether a session was just opened and will soon receive it
 * @param doNotDisturb whether a session has the status {@code dnd}
 * @param lookedAt the conversations that are open in a visible window with recent user activity
 */
public record Focus(boolean here, boolean arriving, boolean doNotDisturb, Set<String> lookedAt) {}
