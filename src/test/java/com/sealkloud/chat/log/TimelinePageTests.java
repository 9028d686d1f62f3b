package com.sealkloud.chat.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.epoch.Epoch;
import com.sealkloud.chat.testing.Servers;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import tools.jackson.databind.json.JsonMapper;

/** Pages of lines, on both databases, without a server. */
@ExtendWith(Servers.class)
class TimelinePageTests {
    private static final Person LENA = new Person("lena", "lena", Role.EMPLOYEE_L1);

    enum Database {
        H2,
        POSTGRESQL;

        DataSource create() {
            DataSource database = new DriverManagerDataSource(
                    this == H2
                            ? "jdbc:h2:mem:lines" + System.nanoTime() + ";DB_CLOSE_DELAY=-1"
                            : Servers.postgres().newDatabase(),
                    this == H2 ? "sa" : "postgres",
                    "");
            Flyway.configure()
                    .dataSource(database)
                    .locations("classpath:db/migration", "classpath:db/vendor/" + name().toLowerCase(Locale.ROOT))
                    .load()
                    .migrate();
            return database;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement
    static class Transactions {}

    @ParameterizedTest
    @EnumSource
    void pageTellsNothingThatHappenedAfterItsAsOfSeq(Database kind) {
        DataSource database = kind.create();
        JdbcClient jdbc = JdbcClient.create(database);
        fill(jdbc, 2);
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            context.registerBean(DataSource.class, () -> database);
            context.registerBean(JdbcTransactionManager.class, () -> new JdbcTransactionManager(database));
            context.registerBean(JdbcClient.class, () -> jdbc);
            context.registerBean(EventTypes.class, () -> new EventTypes(List.of(), JsonMapper.shared()));
            context.registerBean(LogAccess.class, () -> (person, conversationId) -> {
                LogHead head = new Head(conversationId, lastSeq(jdbc));
                // Somebody writes meanwhile, and the first line changes.
                CompletableFuture.runAsync(() -> {
                            append(jdbc, 3);
                            jdbc.sql("update log_entry set payload = '{\"content\":\"later\"}' where seq = 1")
                                    .update();
                        })
                        .join();
                return head;
            });
            context.registerBean(Clock.class, Clock::systemUTC);
            context.registerBean(StoredPayloads.class, () -> PlainPayloads.of(jdbc));
            context.register(Transactions.class, Epoch.class, LogPages.class, RecentEvents.class, History.class);
            context.refresh();

            History.Timeline page = context.getBean(History.class).timelineBefore(LENA, "c", Long.MAX_VALUE, 50);

            assertThat(page.asOfSeq()).isEqualTo(2);
            assertThat(page.lines())
                    .extracting(History.StoredEvent::payload)
                    .containsExactly("{\"content\":\"1\"}", "{\"content\":\"2\"}");
        }
    }

    @ParameterizedTest
    @EnumSource
    void pageOfLinesPassesOverAnHourOfReactionsUnread(Database kind) {
        DataSource database = kind.create();
        JdbcClient jdbc = JdbcClient.create(database);
        fill(jdbc, 100);
        jdbc.sql("""
                        insert into log_entry (conversation_id, seq, type, actor_id, is_line, occurred_at, payload)
                        select 'c', n, 'reaction', 'ravi', false, now(), '{}' from %s""".formatted(
                                kind == Database.H2
                                        ? "(select x as n from system_range(101, 36100)) as numbers"
                                        : "generate_series(101, 36100) n"))
                .update();
        new JdbcTemplate(database).execute("analyze");

        assertThat(new LogPages(jdbc, PlainPayloads.of(jdbc)).linesBefore("c", Long.MAX_VALUE, 51))
                .hasSize(51);
        String plan = String.join(
                "\n",
                jdbc.sql("explain " + (kind == Database.H2 ? "analyze " : "(analyze, buffers) ")
                                + LogPages.LINES_BEFORE)
                        .param("c")
                        .param(Long.MAX_VALUE)
                        .param(51)
                        .query(String.class)
                        .list());
        assertThat(plan).containsIgnoringCase("log_entry_line");
        assertThat(numbers(plan, kind == Database.H2 ? "scanCount: (\\d+)" : "shared hit=(\\d+)"))
                .as(plan)
                .isNotEmpty()
                .allMatch(read -> read < 200);
    }

    private static List<Integer> numbers(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult found) -> Integer.valueOf(found.group(1)))
                .toList();
    }

    private static void fill(JdbcClient jdbc, int lines) {
        jdbc.sql("""
                        insert into conversation (conversation_id, kind, last_seq, last_message_seq, last_event_at)
                        values ('c', 'TEAM', 0, 0, now())""").update();
        for (int seq = 1; seq <= lines; seq++) {
            append(jdbc, seq);
        }
    }

    private static void append(JdbcClient jdbc, long seq) {
        jdbc.sql("""
                        insert into log_entry (conversation_id, seq, type, actor_id, message_id, occurred_at, payload)
                        values ('c', ?, 'room_message', 'lena', ?, now(), ?)""").params(seq, "m" + seq, "{\"content\":\"" + seq + "\"}").update();
        jdbc.sql("update conversation set last_seq = ?").param(seq).update();
    }

    private static long lastSeq(JdbcClient jdbc) {
        return jdbc.sql("select last_seq from conversation").query(Long.class).single();
    }

    private record Head(String conversationId, long lastSeq) implements LogHead {

        @Override
        public long firstSeq() {
            return 1;
        }

        @Override
        public long lastMessageSeq() {
            return lastSeq;
        }

        @Override
        public long nextSeq() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void movedUp(Instant now) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void messageLogged(long seq) {
            throw new UnsupportedOperationException();
        }
    }
}
