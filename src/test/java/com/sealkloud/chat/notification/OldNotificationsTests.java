package com.sealkloud.chat.notification;

import static com.sealkloud.chat.sql.SqlValues.utc;
import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.due.OldRows;
import com.sealkloud.chat.testing.Servers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What is forgotten because it is too old, on both databases, without a server. */
@ExtendWith(Servers.class)
class OldNotificationsTests {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final int TOO_OLD = 12_000;

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement(proxyTargetClass = true)
    static class Transactions {}

    /** Notes how many rows each deletion takes, and whether it is alone in its transaction. */
    private static final class Deletions extends JdbcTemplate {
        private final List<Integer> counts = new CopyOnWriteArrayList<>();

        Deletions(DataSource database) {
            super(database);
        }

        @Override
        public int update(String sql, Object... values) {
            assertThat(TransactionSynchronizationManager.isActualTransactionActive())
                    .as("one transaction for all")
                    .isFalse();
            int count = super.update(sql, values);
            counts.add(count);
            return count;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void areDeletedInSmallTransactionsUntilNoneIsLeft(String kind) {
        boolean isH2 = kind.equals("h2");
        DataSource database = new DriverManagerDataSource(
                isH2
                        ? "jdbc:h2:mem:old" + System.nanoTime() + ";DB_CLOSE_DELAY=-1"
                        : Servers.postgres().newDatabase(),
                isH2 ? "sa" : "postgres",
                "");
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration", "classpath:db/vendor/" + kind)
                .load()
                .migrate();
        JdbcTemplate jdbc = new JdbcTemplate(database);
        Instant tooOld = NOW.minus(Duration.ofHours(72)).minusSeconds(1);
        fill(jdbc, "old", TOO_OLD, tooOld);
        fill(jdbc, "young", 10, NOW);
        Deletions deletions = new Deletions(database);
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            context.registerBean(JdbcTransactionManager.class, () -> new JdbcTransactionManager(database));
            context.registerBean(
                    NotificationLedger.class,
                    () -> new NotificationLedger(
                            JdbcClient.create(deletions),
                            deletions,
                            new NotificationProperties(null, null, null, 8, Duration.ofHours(24), 500, null),
                            Clock.fixed(NOW, ZoneOffset.UTC)));
            context.register(Transactions.class);
            context.refresh();

            context.getBean(NotificationLedger.class).prune();
        }

        assertThat(deletions.counts)
                .as("of notifications, and of the events that were handled")
                .containsExactly(OldRows.AT_ONCE, OldRows.AT_ONCE, 2_000, OldRows.AT_ONCE, OldRows.AT_ONCE, 2_000);
        for (String table : List.of("notification", "handled_event")) {
            assertThat(jdbc.queryForList("select distinct conversation_id from " + table, String.class))
                    .as(table)
                    .containsExactly("young");
        }
    }

    /** One each millisecond before that. */
    private static void fill(JdbcTemplate jdbc, String conversationId, int count, Instant last) {
        jdbc.batchUpdate(
                """
                insert into notification
                    (conversation_id, seq, user_id, notification_id, shown, due_at, attempts, created_at)
                values (?, ?, 'lena', ?, true, ?, 1, ?)""",
                IntStream.range(0, count)
                        .mapToObj(n -> new Object[] {
                            conversationId, n, conversationId + n, utc(last.minusMillis(n)), utc(last.minusMillis(n))
                        })
                        .toList());
        jdbc.batchUpdate(
                "insert into handled_event (conversation_id, seq, handled_at) values (?, ?, ?)",
                IntStream.range(0, count)
                        .mapToObj(n -> new Object[] {conversationId, n, utc(last.minusMillis(n))})
                        .toList());
    }
}
