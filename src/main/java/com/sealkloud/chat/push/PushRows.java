package com.sealkloud.chat.push;

import static com.sealkloud.chat.sql.SqlValues.utc;

import com.sealkloud.chat.due.DueRows;
import com.sealkloud.chat.due.DueTable;
import com.sealkloud.chat.due.DueTable.Condition;
import com.sealkloud.chat.due.WaitingRows;
import com.sealkloud.chat.encryption.SealedColumn;
import com.sealkloud.chat.encryption.SealedColumns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What waits to be sent to devices. */
@Repository
class PushRows implements WaitingRows {

    private static final DueTable<Queued> TABLE = new DueTable<>(
            "push_message",
            "sent = false",
            new Condition<>("subscription_id = ? and topic = ?", message ->
                    new Object[] {message.subscriptionId(), message.topic()}),
            // Something newer of the same topic, come meanwhile, has an id of its own.
            new Condition<>("subscription_id = ? and topic = ? and message_id = ?", message ->
                    new Object[] {message.subscriptionId(), message.topic(), message.messageId()}),
            PushRows::read);

    /** Goes from one service to the next in the index, past all that waits for the first. */
    private static final String NEXT_OF_EACH = """
            with recursive each_service (service) as (
                select min(service) from push_message
                union all
                select (select min(m.service) from push_message m where m.service > e.service)
                from each_service e where e.service is not null)
            select e.service, (
                select m.due_at from push_message m where m.service = e.service and m.sent = false
                order by m.due_at limit 1)
            from each_service e where e.service is not null""";

    private final SealedColumn payloads;
    private final JdbcTemplate jdbc;
    private final DueRows<Queued> rows;
    private final PushProperties properties;
    private final Clock clock;

    PushRows(SealedColumns sealed, JdbcTemplate jdbc, PushProperties properties, Clock clock) {
        this.payloads = PushMessages.payloads(sealed);
        this.jdbc = jdbc;
        this.rows = new DueRows<>(jdbc, TABLE);
        this.properties = properties;
        this.clock = clock;
    }

    /** One message for one device. */
    record Queued(
            String subscriptionId,
            String topic,
            String messageId,
            String payload,
            WebPush.Urgency urgency,
            boolean withdraws,
            int attempts) {}

    /**
     * Takes what is due at push services other than those, for this node alone, up to {@code
     * until}. Each service is asked for by itself: what waits for those is not read.
     */
    @Transactional
    public List<Queued> claim(Instant until, int limit, Set<String> exceptAt) {
        Instant now = clock.instant();
        return rows.claimOf(now, until, limit, "service", longestOverdue(now, exceptAt)).stream()
                .flatMap(claimed -> opened(claimed).stream())
                .toList();
    }

    private record NextMessage(String service, Instant dueAt) {}

    /** @return the services for which something is due, the longest overdue first */
    private List<String> longestOverdue(Instant now, Set<String> exceptAt) {
        List<NextMessage> next = new ArrayList<>();
        jdbc.query(NEXT_OF_EACH, row -> {
            OffsetDateTime dueAt = row.getObject(2, OffsetDateTime.class);
            if (dueAt != null) {
                next.add(new NextMessage(row.getString(1), dueAt.toInstant()));
            }
        });
        return next.stream()
                .filter(message -> !message.dueAt().isAfter(now) && !exceptAt.contains(message.service()))
                .sorted(Comparator.comparing(NextMessage::dueAt))
                .map(NextMessage::service)
                .toList();
    }

    /** One that cannot be opened is never sent; it goes when it is too old. */
    private Optional<Queued> opened(Queued claimed) {
        return payloads.open(claimed.messageId(), claimed.payload())
                .map(payload -> new Queued(
                        claimed.subscriptionId(),
                        claimed.topic(),
                        claimed.messageId(),
                        payload,
                        claimed.urgency(),
                        claimed.withdraws(),
                        claimed.attempts()));
    }

    private static Queued read(ResultSet row, int attempts) throws SQLException {
        return new Queued(
                row.getString("subscription_id"),
                row.getString("topic"),
                row.getString("message_id"),
                row.getString("payload"),
                WebPush.Urgency.valueOf(row.getString("urgency")),
                row.getBoolean("withdraws"),
                attempts);
    }

    /** It has been taken. */
    void sent(Queued message) {
        if (message.withdraws()) {
            remove(message);
        } else {
            rows.settle(List.of(message), "sent = true");
        }
    }

    void postpone(Queued message, Instant until) {
        rows.settle(List.of(message), "due_at = ?", utc(until));
    }

    void remove(Queued message) {
        rows.remove(List.of(message));
    }

    @Override
    public String metric() {
        return "chat.push.waiting";
    }

    @Override
    public long count() {
        return rows.count();
    }

    /** Forgets messages that no push service would keep any longer. */
    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
    void prune() {
        rows.prune(clock.instant().minus(properties.timeToLive().multipliedBy(3)));
    }
}
