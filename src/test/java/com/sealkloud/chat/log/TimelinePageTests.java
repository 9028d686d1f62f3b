package com.sealkloud.chat.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.epoch.Epoch;
import com.sealkloud.chat.testing.Servers;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
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
        LogAccess access = (person, conversationId) -> {
            LogHead head = new Head(conversationId, lastSeq(jdbc));
            // Somebody writes meanwhile, and the first line changes.
            CompletableFuture.runAsync(() -> {
                        append(jdbc, 3);
                        jdbc.sql("update log_entry set payload = '{\"content\":\"later\"}' where seq = 1")
                                .update();
                    })
                    .join();
            return head;
        };
        try (AnnotationConfigApplicationContext context = context(database, access)) {
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

        assertThat(new LogPages(jdbc, PlainPayloads.of(jdbc))
                        .linesBefore("c", Long.MAX_VALUE, 50, LogPages.MOST_OCTETS)
                        .rows())
                .hasSize(50);
        String plan = String.join(
                "\n",
                jdbc.sql("explain " + (kind == Database.H2 ? "analyze " : "(analyze, buffers) ")
                                + LogPages.LINES_BEFORE.ofEach())
                        .param(LogPages.MOST_OCTETS)
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

    /** 40 messages of 40,000 octets each, which the longest ones of emoji have. */
    @ParameterizedTest
    @EnumSource
    void pagesOfLongMessagesEndEarlyAndTheNextOnesGoOn(Database kind) {
        DataSource database = kind.create();
        JdbcClient jdbc = JdbcClient.create(database);
        fill(jdbc, 40);
        jdbc.sql("update log_entry set payload = ?")
                .param("{\"content\":\"" + "\ud83d\udc4d".repeat(10_000) + "\"}")
                .update();
        try (AnnotationConfigApplicationContext context =
                context(database, (person, conversationId) -> new Head(conversationId, lastSeq(jdbc)))) {
            endsEarlyAndGoesOn(context.getBean(History.class));
        }
    }

    private static void endsEarlyAndGoesOn(History history) {
        History.Timeline newest = history.timelineBefore(LENA, "c", Long.MAX_VALUE, 200);
        History.Timeline rest =
                history.timelineBefore(LENA, "c", 41 - newest.lines().size(), 200);
        assertThat(newest.lines()).hasSize(27);
        assertThat(newest.hasMoreBefore()).isTrue();
        assertThat(newest.hasMoreAfter()).isFalse();
        assertThat(rest.lines()).hasSize(13);
        assertThat(rest.hasMoreBefore()).isFalse();

        History.MessagePage first = history.after(LENA, "c", 0, 200);
        assertThat(first.messages()).hasSize(27);
        assertThat(first.hasMoreAfter()).isTrue();
        assertThat(history.after(LENA, "c", 27, 200).messages()).hasSize(13);
        assertThat(history.before(LENA, "c", 41, 200).messages()).hasSize(27);
        assertThat(history.before(LENA, "c", 41, 20).messages()).hasSize(20);

        History.MessagePage around = history.around(LENA, "c", 20, 100);
        assertThat(around.messages()).hasSize(28);
        assertThat(around.hasMoreBefore()).isTrue();
        assertThat(around.hasMoreAfter()).isTrue();

        History.ChosenMessages chosen = history.messages(
                LENA, "c", LongStream.range(0, 40).mapToObj(n -> 40 - n).toList());
        assertThat(chosen.messages()).hasSize(27);
        assertThat(chosen.reached()).isEqualTo(14);
        assertThat(history.messages(LENA, "c", List.of(3L, 99L, 1L)).reached()).isNull();

        for (long after : List.of(0L, 30L)) {
            List<History.StoredEvent> missed = new ArrayList<>();
            String cursor = String.valueOf(after);
            while (cursor != null) {
                History.EventPage page = history.eventsAfter(LENA, "c", Long.parseLong(cursor), 200);
                assertThat(page.items()).hasSizeBetween(1, 27);
                missed.addAll(page.items());
                cursor = page.nextCursor();
            }
            assertThat(missed).hasSize((int) (40 - after));
        }
    }

    /** Another node may have taken erased titles out of it. */
    @ParameterizedTest
    @EnumSource
    void whatIsAskedForAllTheTimeIsReadAnewAfterAWhile(Database kind) {
        DataSource database = kind.create();
        JdbcClient jdbc = JdbcClient.create(database);
        fill(jdbc, 2);
        AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
        Clock clock = new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now.get();
            }
        };
        try (AnnotationConfigApplicationContext context =
                context(database, (person, conversationId) -> new Head(conversationId, lastSeq(jdbc)), clock)) {
            History history = context.getBean(History.class);
            history.eventsAfter(LENA, "c", 0, 200);
            jdbc.sql("update log_entry set payload = '{\"content\":\"erased\"}' where seq = 1")
                    .update();

            for (int minutes = 0; minutes < 11; minutes++) {
                now.updateAndGet(instant -> instant.plusSeconds(60));
                history.eventsAfter(LENA, "c", 0, 200);
            }

            assertThat(history.eventsAfter(LENA, "c", 0, 200).items())
                    .extracting(History.StoredEvent::payload)
                    .containsExactly("{\"content\":\"erased\"}", "{\"content\":\"2\"}");
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneMessageThatIsLongerThanAPageIsOne(Database kind) {
        JdbcClient jdbc = JdbcClient.create(kind.create());
        fill(jdbc, 3);

        LogPages.Part part = new LogPages(jdbc, PlainPayloads.of(jdbc)).linesBefore("c", Long.MAX_VALUE, 50, 10);

        assertThat(part.rows()).extracting(LogPages.Row::seq).containsExactly(3L);
        assertThat(part.isMore()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void lastMessagesAreThoseOfTheFirstLogsThatFit(Database kind) {
        JdbcClient jdbc = JdbcClient.create(kind.create());
        ManyLogs logs = new ManyLogs(jdbc, PlainPayloads.of(jdbc));
        List<String> ids = List.of("e", "empty", "b", "d", "a");
        for (String id : ids) {
            jdbc.sql("""
                            insert into conversation (conversation_id, kind, last_seq, last_message_seq, last_event_at)
                            values (?, 'TEAM', 1, ?, now())""").params(id, id.equals("empty") ? 0 : 1).update();
            jdbc.sql("""
                            insert into log_entry
                              (conversation_id, seq, type, actor_id, message_id, occurred_at, payload)
                            values (?, 1, 'room_message', 'lena', ?, now(), '1234567890')""").params(id, id).update();
        }

        assertThat(logs.lastMessages(ids, 1_000).fitting()).isEqualTo(5);
        assertThat(logs.lastMessages(ids, 1_000).byConversation()).containsOnlyKeys("a", "b", "d", "e");
        assertThat(logs.lastMessages(ids, 15).fitting()).isEqualTo(3);
        assertThat(logs.lastMessages(ids, 15).byConversation()).containsOnlyKeys("e", "b");
        assertThat(logs.lastMessages(List.of(), 15).fitting()).isZero();
    }

    private static AnnotationConfigApplicationContext context(DataSource database, LogAccess access) {
        return context(database, access, Clock.systemUTC());
    }

    private static AnnotationConfigApplicationContext context(DataSource database, LogAccess access, Clock clock) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        JdbcClient jdbc = JdbcClient.create(database);
        context.registerBean(DataSource.class, () -> database);
        context.registerBean(JdbcTransactionManager.class, () -> new JdbcTransactionManager(database));
        context.registerBean(JdbcClient.class, () -> jdbc);
        context.registerBean(EventTypes.class, () -> new EventTypes(List.of(), JsonMapper.shared()));
        context.registerBean(LogAccess.class, () -> access);
        context.registerBean(Clock.class, () -> clock);
        context.registerBean(StoredPayloads.class, () -> PlainPayloads.of(jdbc));
        context.register(Transactions.class, Epoch.class, LogPages.class, RecentEvents.class, History.class);
        context.refresh();
        return context;
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
