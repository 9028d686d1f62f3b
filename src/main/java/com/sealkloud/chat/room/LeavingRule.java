package com.sealkloud.chat.room;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.conversation.Conversation;

/** Implemented by a feature that keeps members from leaving a room by themselves. */
public interface LeavingRule {

    /** @throws com.sealkloud.chat.api.Refusal if this member has to stay */
    void requireMayLeave(Person member, Conversation room);
}
