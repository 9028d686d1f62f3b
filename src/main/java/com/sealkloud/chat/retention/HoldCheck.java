package com.sealkloud.chat.retention;

import com.sealkloud.chat.api.Refusal;

/** Implemented by a feature that is taking something away and cannot stop it. */
public interface HoldCheck {

    /** @throws Refusal {@code conflict} if a hold would come too late for this conversation */
    void requireMayBeHeld(String conversationId);
}
