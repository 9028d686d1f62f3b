package com.sealkloud.chat.ticket;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.conversation.Conversation;
import com.sealkloud.chat.conversation.ConversationRepository;
import com.sealkloud.chat.conversation.MentionedMembers;
import com.sealkloud.chat.conversation.Mentions;
import com.sealkloud.chat.log.Cause;
import com.sealkloud.chat.log.ConversationLog;
import com.sealkloud.chat.message.ConversationProperties;
import com.sealkloud.chat.message.MessageKind;
import com.sealkloud.chat.message.NewMessage;
import com.sealkloud.chat.message.RoomMessage;
import com.sealkloud.chat.room.RequesterChanged;
import com.sealkloud.chat.room.RoomMembership;
import com.sealkloud.chat.room.RoomPeople;
import com.sealkloud.chat.ticket.Handover.Outcome;
import com.sealkloud.chat.ticket.TicketChanged.Change;
import com.sealkloud.chat.ticket.TicketChanged.Reason;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What can happen to a ticket, whoever has asked for it and whatever rights that takes: people ask
 * {@link TicketDesk}, programs {@link TicketRooms}, the clock {@link TicketTimer}. The caller's
 * transaction has locked the room.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class TicketMoves {

    private final Tickets tickets;
    private final ConversationRepository conversations;
    private final HandoverRepository handovers;
    private final ConversationLog log;
    private final RoomMembership membership;
    private final RoomPeople people;
    private final MentionedMembers mentioned;
    private final ConversationProperties properties;
    private final Clock clock;

    TicketMoves(
            Tickets tickets,
            ConversationRepository conversations,
            HandoverRepository handovers,
            ConversationLog log,
            RoomMembership membership,
            RoomPeople people,
            MentionedMembers mentioned,
            ConversationProperties properties,
            Clock clock) {
        this.tickets = tickets;
        this.conversations = conversations;
        this.handovers = handovers;
        this.log = log;
        this.membership = membership;
        this.people = people;
        this.mentioned = mentioned;
        this.properties = properties;
        this.clock = clock;
    }

    /** @param change what it was: claimed, assigned, handed over */
    public void give(Conversation room, Cause cause, Person receiver, Change change) {
        TicketPolicy.requireMayWorkOn(receiver);
        String former = tickets.of(room).assigneeId();
        withdrawOffer(room, cause);
        membership.admit(room, cause, receiver);
        tickets.state(room).assign(receiver.userId(), clock.instant());
        changed(room, cause, change, receiver.userId().equals(former) ? null : former, null);
    }

    /** Puts it back into the queue of its tier. */
    public void release(Conversation room, Cause cause) {
        String former = tickets.of(room).assigneeId();
        withdrawOffer(room, cause);
        tickets.state(room).assign(null, clock.instant());
        changed(room, cause, Change.ASSIGNED, former, null);
    }

    /** Puts it into the queue of a tier above. */
    public void escalate(Conversation room, Cause cause, Tier tier, Reason reason) {
        move(room, cause, tier, Change.ESCALATED, reason);
    }

    /** Puts it into the queue of a tier below. */
    public void giveBack(Conversation room, Cause cause, Tier tier) {
        move(room, cause, tier, Change.RETURNED, null);
    }

    private void move(Conversation room, Cause cause, Tier tier, Change change, @Nullable Reason reason) {
        String former = tickets.of(room).assigneeId();
        withdrawOffer(room, cause);
        tickets.state(room).move(tier, clock.instant());
        changed(room, cause, change, former, reason);
    }

    public void close(Conversation room, Cause cause, String status) {
        withdrawOffer(room, cause);
        tickets.state(room).close(status, clock.instant());
        changed(room, cause, Change.CLOSED);
    }

    /**
     * Opens it again, for whoever had it, as long as they work here. Who can, keeps their account
     * before the room ({@link Tickets#formerOwner}): otherwise the ticket goes into the queue while
     * the account is being changed.
     */
    public void reopen(Conversation room, Cause cause, String status) {
        String ownerId = tickets.of(room).assigneeId();
        Instant now = clock.instant();
        tickets.state(room).describe(null, status);
        tickets.state(room).reopen(now);
        Optional<Person> owner =
                Optional.ofNullable(ownerId).flatMap(people::keepIfFree).filter(Person::isStaff);
        if (ownerId != null && owner.isEmpty()) {
            tickets.state(room).assign(null, now);
        }
        owner.ifPresent(person -> membership.admit(room, cause, person));
        changed(room, cause, Change.REOPENED);
    }

    /** @param status one in which it is not closed */
    public void status(Conversation room, Cause cause, String status) {
        tickets.state(room).describe(null, status);
        changed(room, cause, Change.STATUS_CHANGED);
    }

    /** Gives it another title, which its room and its notes bear. */
    public void rename(Conversation room, Cause cause, String title) {
        room.rename(title);
        notesOf(room).rename(title);
        changed(room, cause, Change.RENAMED);
    }

    /** Of another requester, those learn who keep the queue. */
    @EventListener
    public void requesterChanged(RequesterChanged event) {
        changed(event.room(), event.cause(), Change.REQUESTER_CHANGED);
    }

    public void changed(Conversation room, Cause cause, Change change) {
        changed(room, cause, change, null, null);
    }

    /** Whoever has the ticket is known to its requester; the rest of a step is for the notes. */
    private void changed(
            Conversation room, Cause cause, Change change, @Nullable String formerAssigneeId, @Nullable Reason reason) {
        Ticket ticket = tickets.of(room);
        boolean isInner = change.isInner() && formerAssigneeId == null;
        Conversation head = isInner ? notesOf(room) : room;
        Long roomSeq = isInner ? Long.valueOf(room.lastSeq()) : null;
        log.append(
                head,
                cause,
                (seq, now) -> new TicketChanged(
                        head.conversationId(),
                        seq,
                        room.conversationId(),
                        ticket.ticketId(),
                        change,
                        ticket.number(),
                        ticket.title(),
                        ticket.status(),
                        ticket.requesterId(),
                        ticket.assigneeId(),
                        ticket.tier(),
                        ticket.closed(),
                        ticket.unattended(),
                        cause.userId(),
                        formerAssigneeId,
                        reason,
                        roomSeq,
                        now));
    }

    public void offer(Conversation room, Cause cause, Handover offer) {
        handovers.save(offer);
        append(room, cause, offer, TicketHandover.Step.OFFERED);
    }

    /** Ends an open offer; a receiver who has come by it and does not get the ticket goes again. */
    public void settle(Conversation room, Cause cause, Handover offer, Outcome outcome) {
        offer.settle(outcome);
        append(room, cause, offer, TicketHandover.Step.valueOf(outcome.name()));
        if (outcome != Outcome.ACCEPTED && offer.broughtIn()) {
            membership.dismissUnseen(room, cause, offer.toId());
        }
    }

    private void withdrawOffer(Conversation room, Cause cause) {
        handovers.openOf(room).ifPresent(offer -> settle(room, cause, offer, Outcome.WITHDRAWN));
    }

    private void append(Conversation room, Cause cause, Handover offer, TicketHandover.Step step) {
        Conversation notes = notesOf(room);
        Ticket ticket = tickets.of(room);
        log.append(
                notes,
                cause,
                (seq, now) -> new TicketHandover(
                        notes.conversationId(),
                        seq,
                        room.conversationId(),
                        ticket.ticketId(),
                        offer.handoverId(),
                        step,
                        offer.fromId(),
                        offer.toId(),
                        ticket.title(),
                        cause.userId(),
                        now));
    }

    /** Says something in the room; nothing if there is nothing to say. */
    public void say(Conversation room, Cause cause, Person author, @Nullable String content) {
        if (content == null) {
            return;
        }
        NewMessage message = NewMessage.of(content, null, MessageKind.TEXT, properties.longestContent());
        String roomId = room.conversationId();
        List<String> mentions = mentioned.in(room, Mentions.in(content));
        log.append(room, cause, (seq, now) -> RoomMessage.of(room, roomId, author, message, mentions, seq, now));
    }

    /** Says something to the staff of the room alone; nothing if there is nothing to say. */
    public void note(Conversation room, Cause cause, Person author, @Nullable String content) {
        if (content == null) {
            return;
        }
        NewMessage note = NewMessage.of(content, null, MessageKind.NOTE, properties.longestContent());
        Conversation notes = notesOf(room);
        List<String> mentions = mentioned.in(notes, Mentions.in(content));
        log.append(
                notes,
                cause,
                (seq, now) -> RoomMessage.of(notes, room.conversationId(), author, note, mentions, seq, now));
    }

    private Conversation notesOf(Conversation room) {
        return conversations.lock(Ids.notesOf(room.conversationId())).orElseThrow();
    }
}
