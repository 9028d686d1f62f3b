package com.sealkloud.chat.webhook;

import static com.sealkloud.chat.sql.SqlValues.texts;
import static com.sealkloud.chat.sql.SqlValues.utc;

import com.sealkloud.chat.due.DueRows;
import com.sealkloud.chat.due.DueTable;
import com.sealkloud.chat.due.DueTable.Condition;
import com.sealkloud.chat.due.WaitingRows;
import com.sealkloud.chat.encryption.SealedColumn;
import com.sealkloud.chat.encryption.SealedColumns;
import com.sealkloud.chat.log.ContentRemoved;
import com.sealkloud.chat.log.EventContents;
import com.sealkloud.chat.log.EventsRedacted;
import com.sealkloud.chat.log.LogEntryId;
import com.sealkloud.chat.outbox.Publications;
import com.sealkloud.chat.text.Characters;
import com.sealkloud.chat.webhook.WebhookDelivery.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Keeps the calls that are to be made, and for a while those that were. */
@Repository
class WebhookDeliveries implements WaitingRows {

    private static final int LONGEST_ANSWER = 300;

    /** The driver keeps all that a statement writes, and so does this class. */
    static final int CHARACTERS_AT_ONCE = 500_000;

    /** Without the payloads, each of which can have 60 KB. */
    private static final String HEADS = """
            select webhook_id, event_id, event_type, '' as payload, state, attempts, due_at, last_answer, created_at,
                settled_at
            from webhook_delivery where webhook_id = :id
            order by created_at desc, event_id desc limit :limit""";

    private static final DueTable<WebhookDelivery> TABLE = new DueTable<>(
            "webhook_delivery",
            "state = 'WAITING'",
            new Condition<>("webhook_id = ? and event_id = ?", one -> new Object[] {one.webhookId(), one.eventId()}),
            // One that is to be repeated by now begins to count again.
            new Condition<>("webhook_id = ? and event_id = ? and attempts = ?", one ->
                    new Object[] {one.webhookId(), one.eventId(), one.attempts()}),
            WebhookDeliveries::read);

    private static final String INSERT = """
            insert into webhook_delivery
                (webhook_id, event_id, event_type, payload, state, attempts, due_at, created_at)
            values (?, ?, ?, ?, 'WAITING', 0, ?, ?)""";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final SealedColumn payloads;
    private final DueRows<WebhookDelivery> rows;
    private final WebhookProperties properties;
    private final EventContents words;
    private final JsonMapper json;
    private final Clock clock;

    WebhookDeliveries(
            JdbcClient jdbc,
            JdbcTemplate batches,
            SealedColumns sealed,
            WebhookProperties properties,
            EventContents words,
            JsonMapper json,
            Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.payloads = sealed.passing("webhook_delivery", "event_id", "payload");
        this.rows = new DueRows<>(batches, TABLE);
        this.properties = properties;
        this.words = words;
        this.json = json;
        this.clock = clock;
    }

    /**
     * An event that is to be told.
     *
     * @param id its place in the log; null if it has none
     */
    record Event(String eventId, @Nullable LogEntryId id, String type, String envelope) {}

    private record Key(String webhookId, String eventId) {}

    /**
     * Notes the calls that these events bring about. An event that comes again brings about no
     * further one, and neither does one whose words were taken away by now: an event can have
     * waited for RabbitMQ, or in the outbox.
     */
    @Transactional
    public void add(List<Webhook> webhooks, Collection<Event> events) {
        Set<Key> known = new HashSet<>(
                jdbc.sql("select webhook_id, event_id from webhook_delivery where event_id in (:eventIds)")
                        .param("eventIds", events.stream().map(Event::eventId).collect(Collectors.toSet()))
                        .query((row, number) -> new Key(row.getString("webhook_id"), row.getString("event_id")))
                        .list());
        Set<LogEntryId> taken = words.lockTaken(
                events.stream().map(Event::id).flatMap(Stream::ofNullable).toList());
        List<Event> told = events.stream()
                .filter(event -> event.id() == null || !taken.contains(event.id()))
                .toList();
        insert(webhooks, told, known);
    }

    private void insert(List<Webhook> webhooks, List<Event> told, Set<Key> known) {
        OffsetDateTime now = utc(clock.instant());
        List<Object[]> some = new ArrayList<>();
        long characters = 0;
        for (Event event : told) {
            List<String> called = webhooks.stream()
                    .filter(webhook -> webhook.wants(event.type()))
                    .map(Webhook::webhookId)
                    .filter(webhookId -> known.add(new Key(webhookId, event.eventId())))
                    .toList();
            String payload = called.isEmpty() ? "" : sealed(event);
            for (String webhookId : called) {
                some.add(new Object[] {webhookId, event.eventId(), event.type(), payload, now, now});
                characters += payload.length();
                if (characters > CHARACTERS_AT_ONCE) {
                    batches.batchUpdate(INSERT, some);
                    some.clear();
                    characters = 0;
                }
            }
        }
        batches.batchUpdate(INSERT, some);
    }

    private String sealed(Event event) {
        return payloads.seal(event.eventId(), event.envelope());
    }

    /** Notes a call of this webhook, whatever events it wants. */
    void add(String webhookId, Event event) {
        OffsetDateTime now = utc(clock.instant());
        batches.update(INSERT, webhookId, event.eventId(), event.type(), sealed(event), now, now);
    }

    /**
     * Its words are taken away: the calls that tell of it are not made, and what was told is kept
     * no longer.
     */
    @EventListener
    void forget(ContentRemoved taken) {
        // The primary key begins with the webhook, of which there are few.
        jdbc.sql("""
                        delete from webhook_delivery
                        where webhook_id in (select webhook_id from webhook) and event_id = any(:eventIds)""")
                .param(
                        "eventIds",
                        texts(taken.events().stream().map(Publications::eventId).toList()))
                .update();
    }

    /** The calls that tell of redacted events say from now on what the log says. */
    @EventListener
    void redact(EventsRedacted redacted) {
        jdbc.sql("""
                        select webhook_id, event_id, payload from webhook_delivery
                        where webhook_id in (select webhook_id from webhook) and event_id = any(:eventIds)""")
                .param(
                        "eventIds",
                        texts(redacted.ids().stream().map(Publications::eventId).toList()))
                .query((row, number) -> new String[] {row.getString(1), row.getString(2), row.getString(3)})
                .list()
                .forEach(delivery -> payloads.open(delivery[1], delivery[2]).ifPresent(payload -> {
                    ObjectNode envelope = (ObjectNode) json.readTree(payload);
                    if (redacted.redaction().apply(envelope)) {
                        batches.update(
                                "update webhook_delivery set payload = ? where webhook_id = ? and event_id = ?",
                                payloads.seal(delivery[1], json.writeValueAsString(envelope)),
                                delivery[0],
                                delivery[1]);
                    }
                }));
    }

    /**
     * Takes what is due for webhooks other than those, for this node alone, up to {@code until}.
     * Each webhook is asked for by itself: what waits for those, or for stopped ones, is not read.
     */
    @Transactional
    public List<WebhookDelivery> claim(Instant until, int limit, Set<String> exceptFor) {
        Instant now = clock.instant();
        return rows.claimOf(now, until, limit, "webhook_id", longestOverdue(now, exceptFor)).stream()
                .flatMap(one -> opened(one).stream())
                .toList();
    }

    private record NextCall(String webhookId, Instant dueAt) {}

    /** @return the webhooks for which something is due, the longest overdue first */
    private List<String> longestOverdue(Instant now, Set<String> exceptFor) {
        List<NextCall> next = new ArrayList<>();
        jdbc.sql("""
                        select w.webhook_id, (
                            select d.due_at from webhook_delivery d
                            where d.webhook_id = w.webhook_id and d.state = 'WAITING'
                            order by d.due_at limit 1)
                        from webhook w where w.stopped_reason is null""").query(row -> {
            OffsetDateTime dueAt = row.getObject(2, OffsetDateTime.class);
            if (dueAt != null) {
                next.add(new NextCall(row.getString(1), dueAt.toInstant()));
            }
        });
        return next.stream()
                .filter(call -> !call.dueAt().isAfter(now) && !exceptFor.contains(call.webhookId()))
                .sorted(Comparator.comparing(NextCall::dueAt))
                .map(NextCall::webhookId)
                .toList();
    }

    /** One that cannot be opened is never sent; it goes when it is too old. */
    private Optional<WebhookDelivery> opened(WebhookDelivery claimed) {
        return payloads.open(claimed.eventId(), claimed.payload()).map(claimed::withPayload);
    }

    /** Notes how the claimed call ended, unless it is to be repeated by now. */
    void settle(WebhookDelivery delivery, State state, String answer) {
        rows.settle(
                List.of(delivery),
                "state = ?, settled_at = ?, last_answer = ?",
                state.name(),
                utc(clock.instant()),
                shortened(answer));
    }

    void postpone(WebhookDelivery delivery, Instant dueAt, String answer) {
        rows.settle(List.of(delivery), "due_at = ?, last_answer = ?", utc(dueAt), shortened(answer));
    }

    private static String shortened(String answer) {
        return Characters.upTo(answer, LONGEST_ANSWER);
    }

    /** @return the newest first, without what they say */
    List<WebhookDelivery> of(String webhookId, int limit) {
        return jdbc.sql(HEADS)
                .param("id", webhookId)
                .param("limit", limit)
                .query(WebhookDeliveries::stored)
                .list();
    }

    Optional<WebhookDelivery> find(String webhookId, String eventId) {
        return jdbc.sql("select * from webhook_delivery where webhook_id = :webhookId and event_id = :eventId")
                .param("webhookId", webhookId)
                .param("eventId", eventId)
                .query(WebhookDeliveries::stored)
                .optional()
                .flatMap(this::opened);
    }

    /** Makes the call once more, as if it were new. */
    void repeat(WebhookDelivery delivery) {
        jdbc.sql("""
                        update webhook_delivery
                        set state = 'WAITING', attempts = 0, due_at = :now, created_at = :now, settled_at = null
                        where webhook_id = :webhookId and event_id = :eventId""")
                .param("now", utc(clock.instant()))
                .param("webhookId", delivery.webhookId())
                .param("eventId", delivery.eventId())
                .update();
    }

    @Override
    public String metric() {
        return "chat.webhook.waiting";
    }

    @Override
    public long count() {
        return rows.count();
    }

    /** Forgets calls of long ago. */
    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
    void prune() {
        rows.prune(clock.instant().minus(properties.keep()));
    }

    private static WebhookDelivery stored(ResultSet row, int number) throws SQLException {
        return read(row, row.getInt("attempts"));
    }

    private static WebhookDelivery read(ResultSet row, int attempts) throws SQLException {
        OffsetDateTime settledAt = row.getObject("settled_at", OffsetDateTime.class);
        return new WebhookDelivery(
                row.getString("webhook_id"),
                row.getString("event_id"),
                row.getString("event_type"),
                row.getString("payload"),
                State.valueOf(row.getString("state")),
                attempts,
                row.getObject("due_at", OffsetDateTime.class).toInstant(),
                row.getString("last_answer"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                settledAt == null ? null : settledAt.toInstant());
    }
}
