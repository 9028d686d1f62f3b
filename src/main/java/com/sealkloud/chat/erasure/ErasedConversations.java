package com.sealkloud.chat.erasure;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.change.ErasedMessages;
import com.sealkloud.chat.conversation.LockedConversation;
import com.sealkloud.chat.conversation.LockedConversations;
import com.sealkloud.chat.log.Cause;
import com.sealkloud.chat.log.EventRedactions;
import com.sealkloud.chat.log.EventRedactions.Redacted;
import com.sealkloud.chat.log.EventRedactions.Selection;
import com.sealkloud.chat.log.PartErased;
import com.sealkloud.chat.log.PersonalEvents;
import com.sealkloud.chat.log.Redaction;
import com.sealkloud.chat.retention.Holds;
import com.sealkloud.chat.ticket.Departures;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Erases within one conversation, in small transactions under its lock. What is done already does
 * no harm when it is done again. A hold that was set at the moment when the erasure began, or that
 * an older backup has, makes the erasure wait.
 */
@Service
@Transactional
class ErasedConversations {

    /** What follows from each, on all nodes, comes at once: messages of others wait for it. */
    private static final int MESSAGES_AT_ONCE = 20;

    private static final int EVENTS_AT_ONCE = 200;

    private final LockedConversations conversations;
    private final ErasedMessages messages;
    private final PersonalEvents events;
    private final EventRedactions redactions;
    private final Departures departures;
    private final Holds holds;
    private final ErasureRows rows;
    private final ApplicationEventPublisher listeners;

    ErasedConversations(
            LockedConversations conversations,
            ErasedMessages messages,
            PersonalEvents events,
            EventRedactions redactions,
            Departures departures,
            Holds holds,
            ErasureRows rows,
            ApplicationEventPublisher listeners) {
        this.conversations = conversations;
        this.messages = messages;
        this.events = events;
        this.redactions = redactions;
        this.departures = departures;
        this.holds = holds;
        this.rows = rows;
        this.listeners = listeners;
    }

    /** Another node has taken the erasure over. */
    static final class TakenOverException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** @return the logs of a room and of its notes, which need not be there */
    static List<String> logsOf(String conversationId) {
        return List.of(conversationId, Ids.notesOf(conversationId));
    }

    /**
     * First of all, so that nothing is written afterwards.
     *
     * @return whether its title tells of the person
     */
    public boolean leave(Person person, String conversationId) {
        boolean hasTitle = departures.leave(person, conversationId);
        holds.requireNotHeld(conversationId);
        return hasTitle;
    }

    public void retitle(String conversationId, String title) {
        departures.retitle(conversationId, title);
        holds.requireNotHeld(conversationId);
    }

    /**
     * Takes off some reactions of a person.
     *
     * @param from the seq of a message; of those before it, none is left
     * @return the message of the last of them; null if there were no more
     */
    public @Nullable Long takeOffSome(
            Erasure erasure, String reached, String conversationId, String userId, long from) {
        LockedConversation conversation = lock(conversationId);
        Long last =
                messages.takeOffReactions(conversation, causeOf(erasure), userId, Erasures.NAME, from, EVENTS_AT_ONCE);
        advance(erasure, reached, 0);
        return last;
    }

    /**
     * Deletes some messages after a seq.
     *
     * @param authorId whose; null for everybody's
     * @return the last of them; null if there were no more
     */
    public @Nullable Long eraseSome(
            Erasure erasure, String reached, String conversationId, @Nullable String authorId, long after) {
        LockedConversation conversation = lock(conversationId);
        List<Long> seqs = events.written(authorId, conversationId, after, MESSAGES_AT_ONCE);
        messages.erase(conversation, causeOf(erasure), seqs);
        advance(erasure, reached, seqs.size());
        return seqs.isEmpty() ? null : seqs.get(seqs.size() - 1);
    }

    /**
     * Takes the person's name out of some events after a seq, and tells of it by an event.
     *
     * @return the last of them; null if there were no more
     */
    public @Nullable Long redactSome(
            Person person, String formerName, String conversationId, boolean isTheirs, long after) {
        LockedConversation conversation = lock(conversationId);
        Redaction redaction =
                new PersonRedaction(person.userId(), formerName, Erasures.NAME, isTheirs, isTheirs || person.isStaff());
        Selection selection = new Selection(person.userId(), formerName, isTheirs);
        Redacted redacted = redactions.redact(conversationId, after, EVENTS_AT_ONCE, selection, redaction);
        if (redacted.changed() > 0) {
            conversation.append(
                    Cause.SYSTEM,
                    (seq, now) -> new PersonErased(
                            conversationId,
                            seq,
                            conversation.roomId(),
                            person.userId(),
                            Erasures.NAME,
                            conversation.destinationsOfDeletions(),
                            now));
        }
        return redacted.lastSeq();
    }

    /** @return the last of some events after a seq; null if there were no more */
    public @Nullable Long redactTitles(String conversationId, String title, long after) {
        lock(conversationId);
        return redactions
                .redact(
                        conversationId,
                        after,
                        EVENTS_AT_ONCE,
                        new Selection("", "", true),
                        new TitleRedaction(true, title))
                .lastSeq();
    }

    /** At the end, for what was made of the conversation as a whole. */
    public void tell(String conversationId) {
        listeners.publishEvent(new PartErased(conversationId));
    }

    /** @throws Refusal {@code held} */
    private LockedConversation lock(String conversationId) {
        LockedConversation conversation = conversations.lockForService(conversationId);
        holds.requireNotHeld(conversationId);
        return conversation;
    }

    private void advance(Erasure erasure, String reached, int deleted) {
        if (!rows.advance(erasure, reached, deleted)) {
            throw new TakenOverException();
        }
    }

    private static Cause causeOf(Erasure erasure) {
        return new Cause(erasure.requestedBy(), null);
    }
}
