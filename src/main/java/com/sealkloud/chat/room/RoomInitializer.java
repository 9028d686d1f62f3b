package com.sealkloud.chat.room;

import com.sealkloud.chat.conversation.Conversation;
import java.time.Instant;

/** Stores what a feature knows of a room from its beginning, in the transaction that opens it. */
public interface RoomInitializer {

    /** @param room which has just been stored, and has no event yet */
    void initialize(Conversation room, Instant now);
}
