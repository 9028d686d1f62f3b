package com.sealkloud.chat.reading;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.conversation.Conversation;
import com.sealkloud.chat.conversation.ConversationAccess;
import com.sealkloud.chat.conversation.ParticipantId;
import com.sealkloud.chat.conversation.ParticipantRepository;
import java.time.Clock;
import java.time.Instant;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Moves the read marks of people; {@link ReadPace} hears of each. */
@Service
class Reading {

    private final ParticipantRepository participants;
    private final ConversationAccess access;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transactions;
    private final Clock clock;

    Reading(
            ParticipantRepository participants,
            ConversationAccess access,
            ApplicationEventPublisher events,
            TransactionTemplate transactions,
            Clock clock) {
        this.participants = participants;
        this.access = access;
        this.events = events;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Moves somebody's read mark forward, at the most to the end of the log; never back. */
    void read(Person reader, String conversationId, long seq) {
        transactions.executeWithoutResult(status -> {
            Instant now = clock.instant();
            Conversation conversation = access.requireReadable(reader, conversationId);
            participants
                    .lock(new ParticipantId(conversationId, reader.userId()))
                    .filter(participant -> participant.readUpTo(Math.min(seq, conversation.lastSeq()), now))
                    .ifPresent(participant -> events.publishEvent(
                            new ReadMoved(conversationId, reader.userId(), participant.lastReadSeq(), now)));
        });
    }
}
