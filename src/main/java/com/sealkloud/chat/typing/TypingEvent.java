package com.sealkloud.chat.typing;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.sealkloud.chat.account.Person;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** {@code typing_start} or {@code typing_stop}, to one user or to a room. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TypingEvent(
        String type,
        String senderId,
        String senderName,
        @Nullable String receiverId,
        @Nullable String roomId,
        Instant timestamp) {

    static TypingEvent start(Person typist, TypingTarget target) {
        return of("typing_start", typist, target);
    }

    static TypingEvent stop(Person typist, TypingTarget target) {
        return of("typing_stop", typist, target);
    }

    private static TypingEvent of(String type, Person typist, TypingTarget target) {
        return new TypingEvent(
                type, typist.userId(), typist.userName(), target.receiverId(), target.roomId(), Instant.now());
    }
}
