package com.sealkloud.chat.conversation;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.log.Cause;
import com.sealkloud.chat.log.ConversationEvent;
import com.sealkloud.chat.log.ConversationLog;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A conversation whose log is locked for this transaction: features append their own events through
 * it.
 */
public final class LockedConversation {

    private final Conversation conversation;
    private final ConversationLog log;
    private final MentionedMembers mentioned;

    LockedConversation(Conversation conversation, ConversationLog log, MentionedMembers mentioned) {
        this.conversation = conversation;
        this.log = log;
        this.mentioned = mentioned;
    }

    public String conversationId() {
        return conversation.conversationId();
    }

    /** @return the room that it is or belongs to; null between two people */
    public @Nullable String roomId() {
        return conversation.roomId();
    }

    /**
     * @return where its events are heard: what {@link ConversationEvent#destinations} gives, as a
     *     rule
     */
    public Set<String> destinations() {
        return conversation.destinations();
    }

    /**
     * @return where everybody hears it who was told its events: two people who may not talk any
     *     more are told still what is taken away of what they have
     */
    public Set<String> destinationsOfDeletions() {
        return conversation.kind() == ConversationKind.DIRECT
                ? Conversation.destinations(null, conversation.people())
                : conversation.destinations();
    }

    public ConversationKind kind() {
        return conversation.kind();
    }

    /** @return the number of the first event that is kept; behind the last one if none is */
    public long firstSeq() {
        return conversation.firstSeq();
    }

    /** Notes that the events before this one are gone. */
    public void trimTo(long seq) {
        conversation.trimTo(seq);
    }

    public long lastSeq() {
        return conversation.lastSeq();
    }

    /** @return the members whom a text mentions; null for nobody */
    public @Nullable List<String> mentionedIn(Mentions mentions) {
        return mentioned.in(conversation, mentions);
    }

    /**
     * Appends an event. It is published once the transaction has committed.
     *
     * @param create makes the event from its number and time
     */
    public <E extends ConversationEvent> E append(Person actor, BiFunction<Long, Instant, E> create) {
        return append(Cause.of(actor), create);
    }

    public <E extends ConversationEvent> E append(Cause cause, BiFunction<Long, Instant, E> create) {
        return log.append(conversation, cause, create);
    }
}
