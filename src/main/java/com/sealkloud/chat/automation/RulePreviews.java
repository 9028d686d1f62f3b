package com.sealkloud.chat.automation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.sealkloud.chat.conversation.Conversation;
import com.sealkloud.chat.conversation.ConversationKind;
import com.sealkloud.chat.conversation.ConversationRepository;
import com.sealkloud.chat.hours.HoursStore;
import com.sealkloud.chat.hours.OpeningHours;
import com.sealkloud.chat.planning.PlannedRooms;
import com.sealkloud.chat.ticket.Ticket;
import com.sealkloud.chat.ticket.Tickets;
import com.sealkloud.chat.ticket.Tier;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a rule says of an example ticket, and when it would have said it in the tickets in which
 * something has happened last. Bounded: some tickets, and the end of each one's log.
 */
@Component
class RulePreviews {

    private static final int TICKETS = 50;
    private static final int EVENTS = 200;
    private static final int SHOWN = 5;

    private final RuleStore rules;
    private final ConversationRepository conversations;
    private final Tickets tickets;
    private final PlannedRooms rooms;
    private final HoursStore hours;
    private final Template template;
    private final Clock clock;

    RulePreviews(
            RuleStore rules,
            ConversationRepository conversations,
            Tickets tickets,
            PlannedRooms rooms,
            HoursStore hours,
            Template template,
            Clock clock) {
        this.rules = rules;
        this.conversations = conversations;
        this.tickets = tickets;
        this.rooms = rooms;
        this.hours = hours;
        this.template = template;
        this.clock = clock;
    }

    /** A time at which the rule would have spoken. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Fired(String ticketId, @Nullable String number, String title, Instant at) {}

    /**
     * @param content with its placeholders filled for the example; it may be empty
     * @param example the ticket; made up if there is none
     * @param tickets in how many tickets was looked
     * @param count how often the rule would have spoken in them
     * @param fired the last of these times, the newest first
     */
    record Preview(String content, Example example, int tickets, int count, List<Fired> fired) {}

    /** @param madeUp whether there is no such ticket */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Example(@Nullable String ticketId, @Nullable String number, String title, boolean madeUp) {}

    /** @param rule a new one, or what a rule of the same id is to become */
    @Transactional(readOnly = true)
    public Preview of(Rule rule) {
        RuleRehearsal.Others others = othersOf(rule);
        OpeningHours opening = hours.hours();
        Instant now = clock.instant();
        List<Conversation> newest = conversations.newest(ConversationKind.TICKET, Limit.of(TICKETS));
        List<Fired> fired = newest.stream()
                .flatMap(room -> RuleRehearsal.times(rule, others, opening, rooms.past(room, EVENTS), now).stream()
                        .map(at -> fired(tickets.of(room), at)))
                .sorted(Comparator.comparing(Fired::at).reversed())
                .toList();
        Ticket example = fired.isEmpty() ? firstOf(newest) : named(newest, fired.get(0));
        return new Preview(
                example == null ? ofMadeUp(rule) : template.fill(rule.content(), example),
                example == null
                        ? new Example(null, madeUp(rule).number(), madeUp(rule).title(), true)
                        : new Example(example.ticketId(), example.number(), example.title(), false),
                newest.size(),
                fired.size(),
                fired.subList(0, Math.min(SHOWN, fired.size())));
    }

    private RuleRehearsal.Others othersOf(Rule rule) {
        List<Rule> all = rules.all();
        List<String> ids = all.stream().map(Rule::ruleId).toList();
        int place = ids.contains(rule.ruleId()) ? ids.indexOf(rule.ruleId()) : ids.size();
        return RuleRehearsal.Others.of(
                rule, all.subList(0, place), all.subList(Math.min(place + 1, all.size()), all.size()));
    }

    private static Fired fired(Ticket ticket, Instant at) {
        return new Fired(ticket.ticketId(), ticket.number(), ticket.title(), at);
    }

    private @Nullable Ticket firstOf(List<Conversation> rooms) {
        return rooms.isEmpty() ? null : tickets.of(rooms.get(0));
    }

    private @Nullable Ticket named(List<Conversation> rooms, Fired fired) {
        return rooms.stream()
                .filter(room -> fired.ticketId().equals(room.ticketId()))
                .findFirst()
                .map(tickets::of)
                .orElse(null);
    }

    /** What the rule says of a made-up ticket, whose requester has no account. */
    static String ofMadeUp(Rule rule) {
        return Template.fill(rule.content(), madeUp(rule), userId -> userId);
    }

    private static Ticket madeUp(Rule rule) {
        return new Ticket(
                "example",
                "HD-1",
                "The printer prints blank pages",
                rule.status(),
                "Carol",
                null,
                Tier.L1,
                false,
                false,
                null);
    }
}
