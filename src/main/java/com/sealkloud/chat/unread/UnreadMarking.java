package com.sealkloud.chat.unread;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.fanout.Broadcast;
import com.sealkloud.chat.session.PersonalQueues;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Service;

/** Marks a conversation as unread and tells the person's devices, who show it then. */
@Service
class UnreadMarking {

    private final UnreadMarks marks;
    private final Broadcast broadcast;
    private final Clock clock;

    UnreadMarking(UnreadMarks marks, Broadcast broadcast, Clock clock) {
        this.marks = marks;
        this.broadcast = broadcast;
        this.clock = clock;
    }

    /** @throws Refusal {@code not_found} if there is no such message for this person */
    void markFrom(Person reader, String conversationId, long seq) {
        marks.markFrom(reader, conversationId, seq)
                .ifPresent(unreadCount -> broadcast.signal(
                        PersonalQueues.messagesOf(reader.userId()),
                        new UnreadMarked(
                                conversationId,
                                seq,
                                unreadCount,
                                clock.instant().truncatedTo(ChronoUnit.MILLIS))));
    }
}
