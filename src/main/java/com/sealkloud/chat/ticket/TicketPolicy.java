package com.sealkloud.chat.ticket;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import com.sealkloud.chat.conversation.Conversation;
import com.sealkloud.chat.conversation.ConversationAccess;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may see tickets, work on them and ask for them. The one place that decides it; a feature
 * that opens more to somebody has {@link FurtherActions}.
 */
public final class TicketPolicy {

    private TicketPolicy() {}

    /** @param offer the open one, if there is one */
    static Set<TicketAction> openTo(Person person, Ticket ticket, @Nullable Handover offer) {
        Set<TicketAction> open = EnumSet.noneOf(TicketAction.class);
        if (!person.isStaff() || ticket.closed()) {
            return open;
        }
        boolean isFree = ticket.assigneeId() == null;
        boolean decides = person.isAdmin()
                || (isFree ? ticket.tier().isServedBy(person.userRole()) : ticket.isOf(person.userId()));
        boolean isReceiver = offer != null && mayAnswer(person, offer);
        addIf(isFree && decides, TicketAction.CLAIM, open);
        addIf(isFree && decides || person.isAdmin(), TicketAction.ASSIGN, open);
        addIf(!isFree && decides, TicketAction.RELEASE, open);
        addIf(!isFree && decides && offer == null, TicketAction.HAND_OVER, open);
        addIf(offer != null && mayWithdraw(person, offer), TicketAction.WITHDRAW, open);
        addIf(isReceiver, TicketAction.ACCEPT, open);
        addIf(isReceiver, TicketAction.DECLINE, open);
        addIf(decides && ticket.tier() != Tier.L3, TicketAction.ESCALATE, open);
        addIf(decides && ticket.tier() != Tier.L1, TicketAction.RETURN, open);
        return open;
    }

    private static void addIf(boolean isSo, TicketAction action, Set<TicketAction> actions) {
        if (isSo) {
            actions.add(action);
        }
    }

    /** @throws Refusal {@code conflict} for a closed ticket, {@code forbidden} otherwise */
    static void require(TicketAction action, Person person, Ticket ticket, @Nullable Handover offer) {
        if (ticket.closed()) {
            throw new Refusal(RefusalCode.CONFLICT, "The ticket is closed.");
        }
        if (!openTo(person, ticket, offer).contains(action)) {
            throw Refusal.forbidden("That is not for you to do with this ticket now.");
        }
    }

    /** Whether the offer is open is another question: a step that is repeated changes nothing. */
    static void requireMayAnswer(Person person, Handover offer) {
        if (!mayAnswer(person, offer)) {
            throw Refusal.forbidden("The ticket is offered to " + offer.toId() + ".");
        }
    }

    private static boolean mayAnswer(Person person, Handover offer) {
        return person.isStaff() && offer.toId().equals(person.userId());
    }

    /** As {@link #requireMayAnswer}. */
    static void requireMayWithdraw(Person person, Handover offer) {
        if (!mayWithdraw(person, offer)) {
            throw Refusal.forbidden("The offer is not yours.");
        }
    }

    private static boolean mayWithdraw(Person person, Handover offer) {
        return person.isAdmin() || person.isStaff() && offer.fromId().equals(person.userId());
    }

    /** @return whether they may know that there is this ticket */
    static boolean maySee(Person person, Conversation room, ConversationAccess access) {
        return !person.isClient() || access.isMember(person, room);
    }

    /** Of a step, and of whoever gets a ticket. */
    static void requireMayWorkOn(Person person) {
        if (!person.isStaff()) {
            throw Refusal.forbidden("Tickets are worked on by staff.");
        }
    }

    public static void requireMayBeRequester(Person person) {
        if (!person.isClient()) {
            throw Refusal.forbidden("The requester of a ticket is a client.");
        }
    }

    static void requireMayList(Person person) {
        if (person.isClient()) {
            throw Refusal.forbidden("Tickets are listed to staff and to ticket services.");
        }
    }

    /** Staff may read each ticket, as they may join its room. */
    static void requireMayPreview(Person person) {
        if (!person.isStaff()) {
            throw Refusal.forbidden("Tickets are previewed by staff.");
        }
    }

    /** Staff keep the queue, also with tickets whose rooms they are not in. */
    static boolean mayHearOfAll(Person person) {
        return person.isStaff();
    }

    public static void requireMayAskFor(Person asker) {
        if (!asker.isStaff()) {
            throw Refusal.forbidden("Tickets are asked for by staff.");
        }
    }
}
