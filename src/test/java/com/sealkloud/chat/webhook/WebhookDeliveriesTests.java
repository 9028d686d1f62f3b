package com.sealkloud.chat.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sealkloud.chat.encryption.SealedColumns;
import com.sealkloud.chat.encryption.Sealings;
import com.sealkloud.chat.log.EventContents;
import com.sealkloud.chat.log.LogEntryId;
import com.sealkloud.chat.log.PlainPayloads;
import com.sealkloud.chat.log.StoredPayloads;
import com.sealkloud.chat.webhook.WebhookDeliveries.Event;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The calls that are noted, with a database only. */
class WebhookDeliveriesTests {
    private static final Webhook HOOK = new Webhook(
            "hook", "https://example.org", List.of("message.*"), "secret", null, null, Instant.now(), null, null);

    private final DataSource database = new DriverManagerDataSource(
            "jdbc:h2:mem:webhooks" + System.nanoTime() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=50", "sa", "");
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final Batches batches = new Batches(database);
    private final JdbcTransactionManager manager = new JdbcTransactionManager(database);
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    /** Notes how much each writes at once. */
    private static final class Batches extends JdbcTemplate {
        final List<Integer> characters = new ArrayList<>();

        Batches(DataSource database) {
            super(database);
        }

        @Override
        public int[] batchUpdate(String sql, List<? extends Object[]> rows) {
            int written = 0;
            for (Object[] row : rows) {
                for (Object value : row) {
                    written += String.valueOf(value).length();
                }
            }
            characters.add(written);
            return super.batchUpdate(sql, rows);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement(proxyTargetClass = true)
    static class Transactions {}

    @BeforeEach
    void start() {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration", "classpath:db/vendor/h2")
                .load()
                .migrate();
        context.registerBean(JdbcTransactionManager.class, () -> manager);
        context.registerBean(JdbcClient.class, () -> jdbc);
        context.registerBean(JdbcTemplate.class, () -> batches);
        context.registerBean(StoredPayloads.class, () -> PlainPayloads.of(jdbc));
        context.registerBean(SealedColumns.class, () -> Sealings.columnsOff(new JdbcTemplate(database)));
        context.registerBean(JsonMapper.class, () -> JsonMapper.shared());
        context.registerBean(Clock.class, Clock::systemUTC);
        context.registerBean(
                WebhookProperties.class,
                () -> new WebhookProperties(List.of(), null, null, null, null, null, null, null, 1));
        context.register(Transactions.class, EventContents.class, WebhookDeliveries.class);
        context.refresh();
        new WebhookStore(jdbc, context.getBean(SealedColumns.class)).add(HOOK);
        jdbc.sql("""
                        insert into conversation (conversation_id, kind, last_seq, last_message_seq, last_event_at)
                        values ('c', 'TEAM', 3, 3, now())""").update();
        for (int seq = 1; seq <= 3; seq++) {
            jdbc.sql("""
                            insert into log_entry (conversation_id, seq, type, actor_id, message_id, occurred_at, payload)
                            values ('c', ?, 'room_message', 'lena', ?, now(), '{"content":"Ambrosia"}')""").params(seq, "m" + seq).update();
        }
    }

    @AfterEach
    void stop() {
        context.close();
    }

    @Test
    void areNotNotedOfWordsThatWereTakenAwayBefore() {
        new TransactionTemplate(manager).executeWithoutResult(status -> {
            take(1, 2);
        });

        deliveries().add(List.of(HOOK), List.of(event(1, "created"), event(2, "edited"), event(3, "created")));

        assertThat(noted()).containsExactly("c-3");
    }

    @Test
    void areForgottenByWhoeverTakesTheWordsAwayMeanwhile() {
        TransactionTemplate another = new TransactionTemplate(manager);
        another.setPropagationBehavior(Propagation.REQUIRES_NEW.value());
        new TransactionTemplate(manager).executeWithoutResult(status -> {
            deliveries().add(List.of(HOOK), List.of(event(1, "created"), event(2, "edited")));
            assertThatThrownBy(() -> another.executeWithoutResult(deleting -> take(1, 2)))
                    .as("they wait for the other, whose calls they have to see")
                    .hasMessageContaining("trying to lock");
        });
        assertThat(noted()).containsExactly("c-1", "c-2");

        another.executeWithoutResult(deleting -> take(1, 2));

        assertThat(noted()).isEmpty();
    }

    @Test
    void ofManyWebhooksAndLongEventsAreWrittenInParts() {
        List<Webhook> webhooks = IntStream.range(0, 20)
                .mapToObj(i -> new Webhook(
                        "hook" + i,
                        "https://example.org",
                        HOOK.events(),
                        "secret",
                        null,
                        null,
                        Instant.now(),
                        null,
                        null))
                .toList();
        WebhookStore store = new WebhookStore(jdbc, context.getBean(SealedColumns.class));
        webhooks.forEach(store::add);
        List<Event> events = IntStream.rangeClosed(1, 3)
                .mapToObj(seq -> new Event(
                        "c-" + seq,
                        new LogEntryId("c", seq),
                        "message.created",
                        "{\"a\":\"" + "x".repeat(50_000) + "\"}"))
                .toList();

        deliveries().add(webhooks, events);

        assertThat(jdbc.sql("select count(*) from webhook_delivery where length(payload) > 50000")
                        .query(Long.class)
                        .single())
                .isEqualTo(60);
        assertThat(batches.characters).allMatch(written -> written < WebhookDeliveries.CHARACTERS_AT_ONCE + 51_000);
        assertThat(deliveries().of("hook7", 10))
                .hasSize(3)
                .allMatch(head -> head.payload().isEmpty());
    }

    private WebhookDeliveries deliveries() {
        return context.getBean(WebhookDeliveries.class);
    }

    private void take(long seq, long edit) {
        LogEntryId id = new LogEntryId("c", seq);
        EventContents words = context.getBean(EventContents.class);
        words.take("c", Map.of(id.seq(), words.of(id).orElseThrow()), List.of(edit));
    }

    private static Event event(long seq, String what) {
        return new Event("c-" + seq, new LogEntryId("c", seq), "message." + what, "{\"content\":\"Ambrosia\"}");
    }

    private List<String> noted() {
        return jdbc.sql("select event_id from webhook_delivery order by event_id")
                .query(String.class)
                .list();
    }
}
