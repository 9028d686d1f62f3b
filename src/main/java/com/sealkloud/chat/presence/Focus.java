package com.sealkloud.chat.presence;

import java.util.Set;

/**
 * Where the attention of somebody goes who is here, or was a moment ago, over all their sessions and nodes.
 *
 * @param here whether one of the sessions is sure to hear what is sent to it now
 * @param arriving whether a session has just been opened and will hear it in a moment
 * @param doNotDisturb whether one of the sessions asks for quiet
 * @param lookedAt the conversations that are open in a visible window whose person was active lately
 */
public record Focus(boolean here, boolean arriving, boolean doNotDisturb, Set<String> lookedAt) {}
