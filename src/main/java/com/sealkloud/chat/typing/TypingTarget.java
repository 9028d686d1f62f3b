package com.sealkloud.chat.typing;

import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.conversation.RoomTopics;
import com.sealkloud.chat.session.PersonalQueues;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/** Whom a user is typing to: one user or one room; exactly one of the two is set. */
record TypingTarget(
        @Nullable @Pattern(regexp = Ids.PATTERN) String receiverId,
        @Nullable @Pattern(regexp = Ids.PATTERN) String roomId) {

    static TypingTarget person(String receiverId) {
        return new TypingTarget(receiverId, null);
    }

    static TypingTarget room(String roomId) {
        return new TypingTarget(null, roomId);
    }

    void requireOne() {
        if ((receiverId == null) == (roomId == null)) {
            throw Refusal.badRequest("Give either receiverId or roomId.");
        }
    }

    String destination() {
        return receiverId != null ? PersonalQueues.messagesOf(receiverId) : RoomTopics.room(String.valueOf(roomId));
    }
}
