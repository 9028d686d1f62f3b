package com.sealkloud.chat.retention;

import com.sealkloud.chat.api.Refusal;

/** Implemented by a feature that is taking something away and cannot stop it. */
public interface HoldCheck {

    /**
     * Before the conversation is locked, because it may read all of it.
     *
     * @return the same for what has begun since, to be called under the lock
     * @throws Refusal {@code conflict} if a hold would come too late for this conversation
     */
    Runnable requireMayBeHeld(String conversationId);
}
