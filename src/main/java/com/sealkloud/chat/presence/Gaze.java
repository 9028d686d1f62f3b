package com.sealkloud.chat.presence;

import java.util.Set;

/**
 * Where the attention of somebody who is here goes, over all their sessions and nodes.
 *
 * @param doNotDisturb whether one of the sessions asks for quiet
 * @param lookedAt the conversations that are open in a visible window whose person was active lately
 */
public record Gaze(boolean doNotDisturb, Set<String> lookedAt) {}
