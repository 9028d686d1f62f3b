package com.sealkloud.chat.automation;

import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.automation.RuleRehearsal.Others;
import com.sealkloud.chat.hours.OpeningHours;
import com.sealkloud.chat.hours.OpeningHours.Hours;
import com.sealkloud.chat.log.ConversationEvent;
import com.sealkloud.chat.message.MessageKind;
import com.sealkloud.chat.message.RoomMessage;
import com.sealkloud.chat.ticket.TicketChanged;
import com.sealkloud.chat.ticket.TicketChanged.Change;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A preview says when a rule would have spoken, as it would when it is there. */
class RuleRehearsalTests {

    private static final OpeningHours HOURS =
            new OpeningHours(ZoneOffset.UTC, List.of(Hours.of("mon-fri 09:00-17:00")), List.of());

    /** A Monday. */
    private static Instant at(String time) {
        return Instant.parse("2026-11-23T" + time + ":00Z");
    }

    private static ConversationEvent said(Role role, String time) {
        return said(1, role, time);
    }

    private static ConversationEvent said(long seq, Role role, String time) {
        return new RoomMessage(
                "m",
                "ticket-1",
                seq,
                "ticket-1",
                "somebody",
                "Somebody",
                role,
                "words",
                null,
                MessageKind.TEXT,
                null,
                null,
                null,
                null,
                null,
                null,
                at(time));
    }

    private static ConversationEvent changed(Change change, String status, String time) {
        return new TicketChanged(
                "ticket-1",
                1,
                "ticket-1",
                "1",
                change,
                null,
                "No toner",
                status,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                at(time));
    }

    private static Stream<String> spoken(
            Trigger trigger, @Nullable String status, @Nullable Duration after, ConversationEvent... events) {
        return spokenBeside(Others.NONE, new Rule("rule", trigger, status, after, "words"), events);
    }

    private static Stream<String> spokenBeside(Others others, Rule rule, ConversationEvent... events) {
        return RuleRehearsal.times(rule, others, HOURS, List.of(events), at("23:00")).stream()
                .map(time -> time.toString().substring(11, 16));
    }

    @Test
    void toTheFirstMessageOfTheClientAlone() {
        assertThat(spoken(
                        Trigger.FIRST_MESSAGE,
                        null,
                        null,
                        said(Role.EMPLOYEE_L1, "10:00"),
                        said(Role.CLIENT, "10:01"),
                        said(Role.CLIENT, "10:02")))
                .containsExactly("10:01");
    }

    private static Rule rule(Trigger trigger) {
        return new Rule(trigger.name(), trigger, null, null, "words");
    }

    @Test
    void nobodyIsGreetedWhomAnotherRuleAnswers() {
        Rule greeting = rule(Trigger.FIRST_MESSAGE);
        Others closed = Others.of(greeting, List.of(), List.of(rule(Trigger.OUTSIDE_HOURS)));
        Others earlier = Others.of(greeting, List.of(rule(Trigger.FIRST_MESSAGE)), List.of());
        Others later = Others.of(greeting, List.of(), List.of(rule(Trigger.FIRST_MESSAGE)));

        assertThat(spokenBeside(closed, greeting, said(Role.CLIENT, "08:00"), said(Role.CLIENT, "10:00")))
                .isEmpty();
        assertThat(spokenBeside(closed, greeting, said(Role.CLIENT, "10:00"))).containsExactly("10:00");
        assertThat(spokenBeside(earlier, greeting, said(Role.CLIENT, "10:00"))).isEmpty();
        assertThat(spokenBeside(later, greeting, said(Role.CLIENT, "10:00"))).containsExactly("10:00");
    }

    @Test
    void theFirstRuleSpeaksOutsideOfTheHours() {
        Rule closed = rule(Trigger.OUTSIDE_HOURS);
        Others earlier = Others.of(closed, List.of(rule(Trigger.OUTSIDE_HOURS)), List.of());

        assertThat(spokenBeside(earlier, closed, said(Role.CLIENT, "08:00"))).isEmpty();
    }

    @Test
    void theFirstMessageOfALongRoomIsNotAmongTheLast() {
        assertThat(spoken(Trigger.FIRST_MESSAGE, null, null, said(201, Role.CLIENT, "10:00")))
                .isEmpty();
    }

    @Test
    void onceBetweenTwoTimesOfBusiness() {
        assertThat(spoken(
                        Trigger.OUTSIDE_HOURS,
                        null,
                        null,
                        said(Role.CLIENT, "08:00"),
                        said(Role.CLIENT, "08:30"),
                        said(Role.CLIENT, "10:00"),
                        said(Role.CLIENT, "18:00")))
                .containsExactly("08:00", "18:00");
    }

    @Test
    void whereNobodyAnswersInTimeUntilSomebodyDoes() {
        assertThat(spoken(
                        Trigger.NO_ANSWER,
                        null,
                        Duration.ofMinutes(30),
                        said(Role.CLIENT, "10:00"),
                        said(Role.EMPLOYEE_L1, "10:20"),
                        said(Role.CLIENT, "11:00"),
                        said(Role.CLIENT, "11:10"),
                        said(Role.EMPLOYEE_L1, "12:00"),
                        said(Role.CLIENT, "13:00"),
                        changed(Change.CLOSED, "solved", "13:10"),
                        said(Role.CLIENT, "14:00")))
                .containsExactly("11:30", "14:30");
    }

    @Test
    void theWaitForAnAnswerBeginsWithTheHours() {
        assertThat(spoken(
                        Trigger.NO_ANSWER,
                        null,
                        Duration.ofMinutes(30),
                        said(Role.CLIENT, "08:00"),
                        said(Role.CLIENT, "08:50"),
                        said(Role.EMPLOYEE_L1, "12:00"),
                        said(Role.CLIENT, "18:00")))
                .containsExactly("09:30");
    }

    @Test
    void onAStatusOnce() {
        assertThat(spoken(
                        Trigger.STATUS,
                        "Pending",
                        null,
                        changed(Change.OPENED, "open", "10:00"),
                        changed(Change.STATUS_CHANGED, "pending", "10:10"),
                        changed(Change.CLAIMED, "pending", "10:20"),
                        changed(Change.STATUS_CHANGED, "pending", "10:30")))
                .containsExactly("10:10");
    }
}
