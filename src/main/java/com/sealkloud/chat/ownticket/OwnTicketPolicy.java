package com.sealkloud.chat.ownticket;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import com.sealkloud.chat.conversation.Conversation;
import com.sealkloud.chat.room.LeavingRule;
import com.sealkloud.chat.ticket.FurtherActions;
import com.sealkloud.chat.ticket.Ticket;
import com.sealkloud.chat.ticket.TicketKeepingProperties;
import com.sealkloud.chat.ticket.Tickets;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who may do what to tickets that this service keeps itself. The one place that decides it. */
@Component
class OwnTicketPolicy implements FurtherActions, LeavingRule {

    /** What can be done with such a ticket. */
    enum Action {
        CLOSE,
        REOPEN,
        SET_STATUS,
        EDIT;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Tickets tickets;
    private final TicketKeepingProperties keeping;
    private final OwnTicketProperties properties;
    private final Clock clock;

    OwnTicketPolicy(Tickets tickets, TicketKeepingProperties keeping, OwnTicketProperties properties, Clock clock) {
        this.tickets = tickets;
        this.keeping = keeping;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public List<String> openTo(Person person, Conversation room) {
        return actions(person, room).stream().map(Action::wireName).toList();
    }

    private Set<Action> actions(Person person, Conversation room) {
        boolean closed = tickets.of(room).closed();
        Set<Action> open = EnumSet.noneOf(Action.class);
        if (!keeping.areOwn()) {
            return open;
        }
        if (person.isStaff()) {
            open.addAll(
                    closed ? EnumSet.of(Action.REOPEN, Action.EDIT) : EnumSet.complementOf(EnumSet.of(Action.REOPEN)));
        } else if (isOwnOf(person, room)) {
            open.addAll(closed ? EnumSet.of(Action.REOPEN) : EnumSet.of(Action.CLOSE));
            open.removeIf(action -> action == Action.REOPEN && isOver(room));
        }
        return open;
    }

    /**
     * @throws Refusal {@code closed} if the ticket is, and that alone is in the way; {@code
     *     forbidden} otherwise
     */
    void require(Action action, Person person, Conversation room) {
        requireOwn();
        if (actions(person, room).contains(action)) {
            return;
        }
        boolean closed = tickets.of(room).closed();
        throw closed && (person.isStaff() || isOwnOf(person, room)) ? closed(room) : forbidden();
    }

    /** A client opens tickets for themselves alone. */
    void requireMayOpen(Person opener, @Nullable String requesterId, List<String> memberIds) {
        requireOwn();
        boolean forThemselves = opener.isClient()
                && memberIds.isEmpty()
                && (requesterId == null || requesterId.equals(opener.userId()));
        if (!opener.isStaff() && !forThemselves) {
            throw forbidden();
        }
    }

    /** The requester of a ticket closes it instead. */
    @Override
    public void requireMayLeave(Person member, Conversation room) {
        if (keeping.areOwn() && isOwnOf(member, room)) {
            throw Refusal.forbidden("The requester of a ticket stays in its room.");
        }
    }

    /** @throws Refusal {@code forbidden} where a ticket service keeps the tickets */
    void requireOwn() {
        if (!keeping.areOwn()) {
            throw Refusal.forbidden("The ticket service keeps the tickets (chat.tickets=external).");
        }
    }

    /** @return whether they may know that there is this ticket */
    static boolean maySee(Person person, Conversation room) {
        return !person.isClient() || room.isRequester(person.userId());
    }

    /** @throws Refusal {@code forbidden} for everybody but staff */
    static void requireMayGiveReason(Person person) {
        if (!person.isStaff()) {
            throw Refusal.forbidden("The reason is a note of the staff; write a message.");
        }
    }

    boolean areOwn() {
        return keeping.areOwn();
    }

    /** @return whether it was closed so long ago that its requester cannot reopen it */
    boolean isOver(Conversation room) {
        return tickets.of(room).closed()
                && tickets.since(room).plus(properties.reopenWithin()).isBefore(clock.instant());
    }

    private static boolean isOwnOf(Person person, Conversation room) {
        return person.isClient() && room.isRequester(person.userId());
    }

    Refusal closed(Conversation room) {
        Ticket ticket = tickets.of(room);
        String number = ticket.number() == null ? "" : " " + ticket.number();
        return new Refusal(RefusalCode.CLOSED, "The ticket" + number + " is closed.");
    }

    private static Refusal forbidden() {
        return Refusal.forbidden("That is not for you to do with tickets.");
    }
}
