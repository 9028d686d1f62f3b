package com.sealkloud.chat.ticket;

import static com.sealkloud.chat.ticket.TicketAction.ACCEPT;
import static com.sealkloud.chat.ticket.TicketAction.ASSIGN;
import static com.sealkloud.chat.ticket.TicketAction.CLAIM;
import static com.sealkloud.chat.ticket.TicketAction.DECLINE;
import static com.sealkloud.chat.ticket.TicketAction.ESCALATE;
import static com.sealkloud.chat.ticket.TicketAction.HAND_OVER;
import static com.sealkloud.chat.ticket.TicketAction.RELEASE;
import static com.sealkloud.chat.ticket.TicketAction.RETURN;
import static com.sealkloud.chat.ticket.TicketAction.WITHDRAW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.conversation.Conversation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which steps of a ticket are open to whom. */
class TicketPolicyTests {

    private static final Person CAROL = new Person("carol", "Carol", Role.CLIENT);
    private static final Person LENA = new Person("lena", "Lena", Role.EMPLOYEE_L1);
    private static final Person RAVI = new Person("ravi", "Ravi", Role.EMPLOYEE_L2);
    private static final Person ADA = new Person("ada", "Ada", Role.ADMIN);
    private static final Person PROGRAM = new Person("ticket-service", "Ticket service", Role.SERVICE);

    private static Ticket ticket(@Nullable Person owner, Tier tier, boolean closed) {
        return new Ticket(
                "1", null, "printer", null, "carol", owner == null ? null : owner.userId(), tier, closed, false, null);
    }

    private static Handover offer(Person from, Person to) {
        Conversation room = Conversation.ticket("1", "printer", Instant.EPOCH);
        return new Handover(room, from.userId(), to.userId(), false, true, Instant.EPOCH);
    }

    @Test
    void aFreeTicketIsForItsTierAndThoseAbove() {
        Ticket first = ticket(null, Tier.L1, false);
        Ticket second = ticket(null, Tier.L2, false);

        assertThat(TicketPolicy.openTo(LENA, first, null)).containsExactly(CLAIM, ASSIGN, ESCALATE);
        assertThat(TicketPolicy.openTo(RAVI, first, null)).containsExactly(CLAIM, ASSIGN, ESCALATE);
        assertThat(TicketPolicy.openTo(LENA, second, null)).isEmpty();
        assertThat(TicketPolicy.openTo(RAVI, second, null)).containsExactly(CLAIM, ASSIGN, ESCALATE, RETURN);
    }

    @Test
    void anOwnedTicketIsForItsOwnerAndAdministrators() {
        Ticket ticket = ticket(LENA, Tier.L1, false);

        assertThat(TicketPolicy.openTo(LENA, ticket, null)).containsExactly(RELEASE, HAND_OVER, ESCALATE);
        assertThat(TicketPolicy.openTo(RAVI, ticket, null)).isEmpty();
        assertThat(TicketPolicy.openTo(ADA, ticket, null)).containsExactly(ASSIGN, RELEASE, HAND_OVER, ESCALATE);
    }

    @Test
    void anOfferIsForBothOfThem() {
        Ticket ticket = ticket(LENA, Tier.L1, false);
        Handover offer = offer(LENA, RAVI);

        assertThat(TicketPolicy.openTo(LENA, ticket, offer)).containsExactly(RELEASE, WITHDRAW, ESCALATE);
        assertThat(TicketPolicy.openTo(RAVI, ticket, offer)).containsExactly(ACCEPT, DECLINE);
        assertThat(TicketPolicy.openTo(ADA, ticket, offer)).contains(WITHDRAW).doesNotContain(ACCEPT, DECLINE);
    }

    @Test
    void neitherClientsNorProgramsNorAnybodyOnceItIsClosed() {
        assertThat(TicketPolicy.openTo(CAROL, ticket(null, Tier.L1, false), null))
                .isEmpty();
        assertThat(TicketPolicy.openTo(PROGRAM, ticket(null, Tier.L1, false), null))
                .isEmpty();
        assertThat(TicketPolicy.openTo(ADA, ticket(LENA, Tier.L1, true), null)).isEmpty();
        assertThatThrownBy(() -> TicketPolicy.require(CLAIM, ADA, ticket(null, Tier.L1, true), null))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("closed");
    }
}
