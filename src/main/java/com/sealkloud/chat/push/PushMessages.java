package com.sealkloud.chat.push;

import static com.sealkloud.chat.sql.SqlValues.texts;
import static com.sealkloud.chat.sql.SqlValues.utc;

import com.sealkloud.chat.encryption.SealedColumn;
import com.sealkloud.chat.encryption.SealedColumns;
import com.sealkloud.chat.outgoing.AllowedHosts;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is to be shown on which device, by topic: what is newest takes the place of what was there,
 * and what was shown can be withdrawn. {@link PushSender} sends it.
 */
@Repository
class PushMessages {

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

    private final PushSubscriptions subscriptions;
    private final SealedColumn payloads;
    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
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
        this.payloads = payloads(sealed);
        this.jdbc = jdbc;
        this.batches = batches;
        this.visibleOnly = new AllowedHosts(properties.visibleOnly());
        this.clock = clock;
    }

    static SealedColumn payloads(SealedColumns sealed) {
        return sealed.passing("push_message", "message_id", "payload");
    }

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
        Map<String, String> services = new HashMap<>();
        for (WebPush.Message message : messages) {
            for (PushSubscription device : devices.getOrDefault(message.userId(), List.of())) {
                newest.put(new Slot(device.subscriptionId(), message.topic()), message);
                services.put(device.subscriptionId(), device.service());
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
            now,
            services.get(slot.subscriptionId())
        }));
        batches.batchUpdate("""
                insert into push_message
                    (subscription_id, topic, message_id, payload, urgency, withdraws, sent, attempts, due_at, created_at,
                    service)
                values (?, ?, ?, ?, ?, false, false, 0, ?, ?, ?)""", rows);
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
}
