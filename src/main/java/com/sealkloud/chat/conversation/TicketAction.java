package com.sealkloud.chat.conversation;

import com.fasterxml.jackson.annotation.JsonValue;
import com.sealkloud.chat.account.Person;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be done with a ticket, and who may do it now. The one place that decides it. */
public enum TicketAction {
    CLAIM,
    ASSIGN,
    RELEASE,
    HAND_OVER,
    WITHDRAW,
    ACCEPT,
    DECLINE,
    ESCALATE,
    RETURN;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @param offer the open one, if there is one */
    public static Set<TicketAction> openTo(Person person, Ticket ticket, @Nullable Handover offer) {
        Set<TicketAction> open = EnumSet.noneOf(TicketAction.class);
        if (!person.isStaff() || ticket.closed()) {
            return open;
        }
        boolean isFree = ticket.assigneeId() == null;
        boolean decides = person.isAdmin()
                || (isFree ? ticket.tier().isServedBy(person.userRole()) : ticket.isOf(person.userId()));
        boolean isReceiver = offer != null && mayAnswer(person, offer);
        addIf(isFree && decides, CLAIM, open);
        addIf(isFree && decides || person.isAdmin(), ASSIGN, open);
        addIf(!isFree && decides, RELEASE, open);
        addIf(!isFree && decides && offer == null, HAND_OVER, open);
        addIf(offer != null && mayWithdraw(person, offer), WITHDRAW, open);
        addIf(isReceiver, ACCEPT, open);
        addIf(isReceiver, DECLINE, open);
        addIf(decides && ticket.tier() != Tier.L3, ESCALATE, open);
        addIf(decides && ticket.tier() != Tier.L1, RETURN, open);
        return open;
    }

    /** Whether it is open is another question: a step that is repeated changes nothing. */
    public static boolean mayAnswer(Person person, Handover offer) {
        return person.isStaff() && offer.toId().equals(person.userId());
    }

    public static boolean mayWithdraw(Person person, Handover offer) {
        return person.isAdmin() || person.isStaff() && offer.fromId().equals(person.userId());
    }

    private static void addIf(boolean isSo, TicketAction action, Set<TicketAction> actions) {
        if (isSo) {
            actions.add(action);
        }
    }
}
