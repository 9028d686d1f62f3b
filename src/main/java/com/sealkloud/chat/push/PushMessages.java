package com.sealkloud.chat.push;

import static com.sealkloud.chat.sql.SqlValues.texts;
import static com.sealkloud.chat.sql.SqlValues.utc;

import com.sealkloud.chat.due.DueRows;
import com.sealkloud.chat.due.DueTable;
import com.sealkloud.chat.due.DueTable.Condition;
import com.sealkloud.chat.due.WaitingRows;
import com.sealkloud.chat.encryption.SealedColumn;
import com.sealkloud.chat.encryption.SealedColumns;
import com.sealkloud.chat.outgoing.AllowedHosts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What waits to be sent to which device, and what was sent there last, by topic. */
@Repository
class PushMessages implements WaitingRows {

    private static final String FORGET_UNTRIED = """
            delete from push_message
            where topic = :topic and sent = false and withdraws = false and attempts = 0
              and subscription_id in (select subscription_id from push_subscription where user_id = :userId)""";

    private static final String FORGET =
            "delete from push_message where topic = :topic and subscription_id = any(:subscriptionIds)";

    private static final String REPLACE_TRIED = """
            update push_message
            set payload = :payload, message_id = :id, urgency = 'LOW', withdraws = true, sent = false, attempts = 0,
                due_at = :now
            where topic = :topic and withdraws = false and (sent = true or attempts > 0)
              and subscription_id = any(:subscriptionIds)""";

    private static final String WITHDRAW_TRIED = """
            update push_message
            set payload = :payload, message_id = :id, urgency = 'LOW', withdraws = true, sent = false, attempts = 0,
                due_at = :now
            where topic = :topic and withdraws = false and (sent = true or attempts > 0)
              and subscription_id in (select subscription_id from push_subscription where user_id = :userId)""";

    /** In the order in which they are added: else the two could wait for each other. */
    private static final String LOCK_WORDS = """
            select subscription_id from push_message where message_id = any(:messageIds) and withdraws = false
            order by subscription_id, topic for update""";

    private static final String FORGET_UNTRIED_WORDS = """
            delete from push_message
            where message_id = any(:messageIds) and withdraws = false and sent = false and attempts = 0""";

    private static final String BLANK_TRIED_WORDS =
            "update push_message set payload = '', sent = true where message_id = any(:messageIds) and withdraws = false";

    private static final DueTable<Queued> TABLE = new DueTable<>(
            "push_message",
            "sent = false",
            new Condition<>("subscription_id = ? and topic = ?", message ->
                    new Object[] {message.subscriptionId(), message.topic()}),
            // Something newer of the same topic, come meanwhile, has an id of its own.
            new Condition<>("subscription_id = ? and topic = ? and message_id = ?", message ->
                    new Object[] {message.subscriptionId(), message.topic(), message.messageId()}),
            PushMessages::read);

    private final PushSubscriptions subscriptions;
    private final SealedColumn payloads;
    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final DueRows<Queued> rows;
    private final PushProperties properties;
    private final AllowedHosts visibleOnly;
    private final Clock clock;

    PushMessages(
            PushSubscriptions subscriptions,
            SealedColumns sealed,
            JdbcClient jdbc,
            JdbcTemplate batches,
            PushProperties properties,
            Clock clock) {
        this.subscriptions = subscriptions;
        this.payloads = sealed.passing("push_message", "message_id", "payload");
        this.jdbc = jdbc;
        this.batches = batches;
        this.rows = new DueRows<>(batches, TABLE);
        this.properties = properties;
        this.visibleOnly = new AllowedHosts(properties.visibleOnly());
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

    private record Slot(String subscriptionId, String topic) implements Comparable<Slot> {

        private static final Comparator<Slot> ORDER =
                Comparator.comparing(Slot::subscriptionId).thenComparing(Slot::topic);

        @Override
        public int compareTo(Slot other) {
            return ORDER.compare(this, other);
        }

        Object[] key() {
            return new Object[] {subscriptionId, topic};
        }
    }

    @Transactional
    public void add(List<WebPush.Message> messages) {
        Map<String, List<PushSubscription>> devices =
                subscriptions.of(messages.stream().map(WebPush.Message::userId).collect(Collectors.toSet())).stream()
                        .collect(Collectors.groupingBy(PushSubscription::userId));
        Map<Slot, WebPush.Message> newest = new TreeMap<>();
        for (WebPush.Message message : messages) {
            for (PushSubscription device : devices.getOrDefault(message.userId(), List.of())) {
                newest.put(new Slot(device.subscriptionId(), message.topic()), message);
            }
        }
        OffsetDateTime now = utc(clock.instant());
        batches.batchUpdate(
                "delete from push_message where subscription_id = ? and topic = ?",
                newest.keySet().stream().map(Slot::key).toList());
        List<Object[]> rows = new ArrayList<>();
        newest.forEach((slot, message) -> rows.add(new Object[] {
            slot.subscriptionId(),
            slot.topic(),
            message.messageId(),
            payloads.seal(message.messageId(), message.payload()),
            message.urgency().name(),
            now,
            now
        }));
        batches.batchUpdate("""
                insert into push_message
                    (subscription_id, topic, message_id, payload, urgency, withdraws, sent, attempts, due_at, created_at)
                values (?, ?, ?, ?, ?, false, false, 0, ?, ?)""", rows);
    }

    /**
     * @param instead what devices get that have to show something; null for nothing
     * @return whether there is something to send
     */
    @Transactional
    public boolean withdraw(String userId, String topic, String payload, @Nullable String instead) {
        jdbc.sql(FORGET_UNTRIED).param("topic", topic).param("userId", userId).update();
        int replaced = instead == null ? forgetVisible(userId, topic) : replaceVisible(userId, topic, instead);
        String id = UUID.randomUUID().toString();
        int withdrawn = jdbc.sql(WITHDRAW_TRIED)
                .param("payload", payloads.seal(id, payload))
                .param("id", id)
                .param("now", utc(clock.instant()))
                .param("topic", topic)
                .param("userId", userId)
                .update();
        return withdrawn + replaced > 0;
    }

    /**
     * Leaves nothing of what these say. What was tried may be shown somewhere, and is tried no
     * more: its row stays, so that it can be withdrawn.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void forgetWords(Collection<String> messageIds) {
        jdbc.sql(LOCK_WORDS)
                .param("messageIds", texts(messageIds))
                .query(String.class)
                .list();
        for (String sql : List.of(FORGET_UNTRIED_WORDS, BLANK_TRIED_WORDS)) {
            jdbc.sql(sql).param("messageIds", texts(messageIds)).update();
        }
    }

    /**
     * They would see a push that shows nothing; what was read closes there when the page is opened.
     *
     * @return that nothing is to be sent
     */
    private int forgetVisible(String userId, String topic) {
        jdbc.sql(FORGET)
                .param("topic", topic)
                .param("subscriptionIds", texts(visibleOnly(userId)))
                .update();
        return 0;
    }

    private int replaceVisible(String userId, String topic, String payload) {
        String id = UUID.randomUUID().toString();
        return jdbc.sql(REPLACE_TRIED)
                .param("payload", payloads.seal(id, payload))
                .param("id", id)
                .param("now", utc(clock.instant()))
                .param("topic", topic)
                .param("subscriptionIds", texts(visibleOnly(userId)))
                .update();
    }

    private List<String> visibleOnly(String userId) {
        return subscriptions.of(userId).stream()
                .filter(device -> visibleOnly.permit(device.endpoint()))
                .map(PushSubscription::subscriptionId)
                .toList();
    }

    /**
     * Takes what is due at push services other than those, for this node alone, up to {@code
     * until}.
     */
    @Transactional
    public List<Queued> claim(Instant until, int limit, Set<String> exceptAt) {
        String elsewhere = exceptAt.isEmpty()
                ? "true"
                : "subscription_id not in (select subscription_id from push_subscription where "
                        + exceptAt.stream().map(service -> "endpoint like ?").collect(Collectors.joining(" or "))
                        + ")";
        List<String> services = exceptAt.stream().map(service -> service + "%").toList();
        return rows.claim(clock.instant(), until, limit, elsewhere, services).stream()
                .flatMap(claimed -> opened(claimed).stream())
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
