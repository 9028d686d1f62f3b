package com.sealkloud.chat.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.conversation.Audiences;
import com.sealkloud.chat.due.DueWorker;
import com.sealkloud.chat.log.LogPages;
import com.sealkloud.chat.testing.Answer;
import com.sealkloud.chat.testing.Chat;
import com.sealkloud.chat.testing.Mode;
import com.sealkloud.chat.testing.Servers;
import com.sealkloud.chat.testing.User;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * A page of history, and of catching up, costs the same at a hundred thousand messages as at a
 * thousand: PostgreSQL reads the same range of the primary key. The plans are written to
 * {@code target/query-plans.txt}.
 */
@ExtendWith(Servers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueryPlanTests {
    /** Find few tickets by an index of their own, or by all that are open, and sort them. */
    private static final Set<String> SORTED = Set.of("queue=open&owner=o7", "queue=open&q=ticket+12");

    private static final int SMALL = 1_000;
    private static final int LARGE = 100_000;
    private static final int BATCH = 50_000;

    /** Of a word, in the index of the search. */
    private static final int RARE = 7;

    /** A window of the search, which has one message a minute. */
    private static final int WINDOW = 40_000;

    private static final Pattern BUFFERS = Pattern.compile("Buffers: shared (?:hit=(\\d+))? ?(?:read=(\\d+))?");

    private Chat chat;
    private JdbcTemplate database;
    private User lena;
    private String small;
    private String large;

    private record Plan(String conversationId, String name, String sql, List<String> lines) {
        /**
         * Blocks that the whole query touched, cached or not: the first line of the plan counts
         * those below it in.
         */
        long buffers() {
            for (String line : lines) {
                Matcher matcher = BUFFERS.matcher(line);
                if (matcher.find()) {
                    return number(matcher.group(1)) + number(matcher.group(2));
                }
            }
            return 0;
        }

        private static long number(String text) {
            return text == null ? 0 : Long.parseLong(text);
        }

        /** The operators alone, without costs, times and counts. */
        List<String> operators() {
            return lines.stream()
                    .filter(line -> line.contains("->") || line.contains("(cost"))
                    .map(line -> line.replaceAll("\\s*\\(.*", "").trim())
                    .toList();
        }
    }

    @BeforeAll
    void start() {
        chat = Servers.start(Mode.EMBEDDED_POSTGRESQL, "--chat.retention.ticket=30", LoggedDataSource.OPTION);
        database = chat.database();
        lena = chat.cast().lena();
        fillTickets(database);
        small = fill(chat, lena, SMALL);
        large = fill(chat, lena, LARGE);
        database.execute("vacuum analyze log_entry");
    }

    @AfterAll
    void stop() {
        chat.close();
    }

    @Test
    void pageOfTheLogCostsTheSameInALongConversation() throws IOException {
        List<Plan> plans = new ArrayList<>();

        for (String query : List.of("messages?before=%d", "messages?after=%d", "events?after=%d")) {
            LoggedDataSource.clear();
            for (String id : List.of(small, large)) {
                chat.as(lena)
                        .get("/conversations/" + id + "/" + query.formatted(SMALL / 2))
                        .expect(200);
            }
            List<String> statements = pagesOfTheLog();
            assertThat(statements).as("statements of %s", query).isNotEmpty();
            for (String sql : statements) {
                Plan atThousand = explain(database, query, sql, small, SMALL / 2);
                Plan atHundredThousand = explain(database, query, sql, large, LARGE / 2);
                plans.add(atThousand);
                plans.add(atHundredThousand);
            }
        }

        Files.write(
                Path.of("target/query-plans.txt"),
                plans.stream().flatMap(QueryPlanTests::text).toList());
        for (int i = 0; i < plans.size(); i += 2) {
            Plan atThousand = plans.get(i);
            Plan atHundredThousand = plans.get(i + 1);
            assertThat(atHundredThousand.operators())
                    .as(atHundredThousand.name())
                    .isEqualTo(atThousand.operators())
                    .anyMatch(line -> line.contains("Index Scan") && line.contains("log_entry_pkey"))
                    .noneMatch(line -> line.contains("Seq Scan") || line.contains("Sort"));
            // A B-tree of a hundred thousand rows is a level deeper; a page itself is a few
            // blocks.
            assertThat(atHundredThousand.buffers())
                    .as(atHundredThousand.name())
                    .isBetween(1L, atThousand.buffers() + 8);
        }
    }

    /** The first page and one in the middle of 5,000 open tickets, beside 20,000 closed ones. */
    @Test
    void pageOfTheQueueReadsARangeOfAnIndex() {
        for (String query : List.of(
                "queue=waiting",
                "queue=open",
                "queue=open&sort=newest",
                "queue=mine",
                "queue=open&status=pending",
                "queue=open&tier=l2",
                "queue=open&owner=o7",
                "queue=open&q=ticket+12",
                "queue=open&before=2026-01-15T12:00:00Z",
                "queue=open&sort=newest&before=2026-01-15T12:00:00Z",
                "queue=closed&status=solved")) {
            LoggedDataSource.clear();
            Answer first = chat.as(lena).get("/tickets?" + query).expect(200);
            if (first.json().path("nextCursor").isString()) {
                chat.as(lena)
                        .get("/tickets?" + query + "&cursor=" + first.text("nextCursor"))
                        .expect(200);
            }
            List<String> statements = LoggedDataSource.calls().stream()
                    .filter(sql -> sql.contains("from conversation") && sql.contains("order by"))
                    .filter(sql -> sql.contains("ticket_since"))
                    .distinct()
                    .toList();
            assertThat(statements).as(query).isNotEmpty();
            for (String sql : statements) {
                List<String> lines = database.queryForList("explain (costs off) " + literal(sql, query), String.class);
                assertThat(lines)
                        .as(query + ": " + sql)
                        .anyMatch(line -> line.contains("Index Scan"))
                        .noneMatch(line -> line.contains("Seq Scan"))
                        .noneMatch(
                                line -> !SORTED.contains(query) && line.trim().matches("(-> +)?Sort"));
            }
        }
    }

    /** What is too old is looked for among all conversations, and not among all messages. */
    @Test
    void retentionLooksAtTheFirstEventOfEachConversation() {
        LoggedDataSource.clear();
        chat.bean("retentionWorker", DueWorker.class).wake();
        String sql = await("a sweep")
                .until(
                        () -> LoggedDataSource.calls().stream()
                                .filter(call -> call.contains("left join conversation t") && call.contains("limit"))
                                .findFirst(),
                        Optional::isPresent)
                .get();
        List<Object> values = new ArrayList<>(
                Collections.nCopies(8, OffsetDateTime.now(ZoneOffset.UTC).minusDays(30)));
        values.addAll(List.of("", 200));

        List<String> lines = database.queryForList("explain (costs off) " + sql, String.class, values.toArray());

        assertThat(lines)
                .anyMatch(line -> line.contains("log_entry_pkey"))
                .noneMatch(line -> line.contains("Seq Scan on log_entry"))
                .noneMatch(line -> line.trim().matches("(-> +)?Sort"));
    }

    /** Somebody may write without an end in a ticket that nobody answers. */
    @Test
    void answerTimeCostsTheSameWithALongTicket() {
        LoggedDataSource.clear();
        chat.as(lena).get("/support").expect(200);
        String sql = await("a look-up")
                .until(
                        () -> LoggedDataSource.calls().stream()
                                .filter(call -> call.contains("as asked_at"))
                                .findFirst(),
                        Optional::isPresent)
                .get();
        database.update("""
                update conversation set last_event_at = now() + interval '1 minute'
                where conversation_id = 'ticket-q1'""");
        fillAnswerTime(1, SMALL);
        Plan atThousand = explainAnswerTime(sql);
        fillAnswerTime(SMALL + 1, LARGE);
        Plan atHundredThousand = explainAnswerTime(sql);

        assertThat(atHundredThousand.lines())
                .anyMatch(line -> line.contains("Index Scan") && line.contains("log_entry_pkey"))
                .noneMatch(line -> line.contains("Seq Scan on log_entry"));
        assertThat(atHundredThousand.buffers())
                .as(() -> String.join("\n", atHundredThousand.lines()))
                .isBetween(1L, atThousand.buffers() + 100);
    }

    private void fillAnswerTime(int from, int to) {
        database.update("""
                insert into log_entry (conversation_id, seq, type, actor_id, message_id, occurred_at, payload)
                select 'ticket-q1', seq, 'room_message', 'carol', 'q1-' || seq, now(), '{}'
                from generate_series(?, ?) seq""", from, to);
        database.execute("vacuum analyze log_entry");
        database.execute("vacuum analyze conversation");
    }

    private Plan explainAnswerTime(String sql) {
        OffsetDateTime weekAgo = OffsetDateTime.now(ZoneOffset.UTC).minusDays(7);
        return new Plan(
                "ticket-q1",
                "answer time",
                sql,
                database.queryForList(
                        "explain (analyze, buffers, costs, timing off, summary off) " + sql,
                        String.class,
                        weekAgo,
                        weekAgo));
    }

    /** Those who are sent a notification now, of a room with a hundred thousand members. */
    @Test
    void someMembersAreReadWithoutTheOthers() {
        String room = chat.as(lena)
                .post("/rooms", Map.of("name", "members", "kind", "team"))
                .text("roomId");
        database.update("""
                insert into participant (conversation_id, user_id, last_read_seq, read_published, joined_at)
                select ?, 'member-' || n, 0, true, now() from generate_series(1, ?) n""", room, LARGE);
        database.execute("vacuum analyze participant");
        LoggedDataSource.clear();
        chat.bean(Audiences.class).among(Map.of(room, Set.of("member-7", "member-8")));
        String sql = LoggedDataSource.calls().stream()
                .filter(call -> call.contains("join participant p on"))
                .findFirst()
                .orElseThrow();

        Plan plan = new Plan(
                room,
                "some members",
                sql,
                database.queryForList(
                        "explain (analyze, buffers, costs, timing off, summary off) "
                                + sql.replaceFirst("\\?", "'{" + room + "," + room + "}'")
                                        .replaceFirst("\\?", "'{member-7,member-8}'"),
                        String.class));

        assertThat(plan.lines())
                .anyMatch(line -> line.contains("Index Scan using participant"))
                .noneMatch(line -> line.contains("Seq Scan on participant"));
        assertThat(plan.buffers()).as(() -> String.join("\n", plan.lines())).isBetween(1L, 50L);
        database.update("delete from participant where conversation_id = ?", room);
    }

    /**
     * A hundred thousand messages are in one room, and its members are in all there are: few to
     * count, and joined, all would be read.
     */
    @Test
    void unreadMessagesAreCountedWithoutThoseThatAreRead() {
        User ravi = chat.cast().ravi();
        String room = chat.as(lena)
                .post("/rooms", Map.of("name", "unread", "kind", "team", "memberIds", List.of(ravi.userId())))
                .text("roomId");
        database.update("""
                insert into log_entry (conversation_id, seq, type, actor_id, message_id, occurred_at, payload)
                select ?, seq, 'room_message', 'carol', 'unread-' || seq, now(), '{}'
                from generate_series(1000, ?) seq""", room, LARGE);
        database.update(
                "update conversation set last_seq = ?, last_message_seq = ? where conversation_id = ?",
                LARGE,
                LARGE,
                room);
        database.update("update participant set last_read_seq = ? where conversation_id = ?", LARGE - 10, room);
        database.execute("vacuum analyze log_entry");
        LoggedDataSource.clear();
        chat.as(ravi).get("/conversations").expect(200);
        chat.bean(Audiences.class).unreadTotals(List.of(ravi.userId()));
        List<String> statements = LoggedDataSource.calls().stream()
                .filter(sql -> sql.contains("greatest(") && sql.contains("log_entry"))
                .distinct()
                .toList();

        assertThat(statements).hasSize(2);
        for (String sql : statements) {
            List<String> plan = database.queryForList("explain (costs off) " + ofReader(sql, ravi, room), String.class);
            assertThat(plan)
                    .as(sql)
                    .anyMatch(line -> line.contains("SubPlan"))
                    .anyMatch(line -> line.contains("Index Cond") && line.contains("seq >"))
                    .noneMatch(line -> line.contains("Merge Join") && line.contains("log_entry"))
                    .noneMatch(line -> line.contains("Seq Scan on log_entry"));
        }
    }

    private static String ofReader(String sql, User reader, String room) {
        return sql.replace("any(?)", "any('{" + reader.userId() + "}')")
                .replaceAll("conversation_id in \\([?,]+\\)", "conversation_id in ('" + room + "')")
                .replace("?", "'" + reader.userId() + "'");
    }

    /** Where much is written, nobody has read a hundred thousand notifications yet. */
    @Test
    void deletionReadsTheNotificationsOfItsMessageAlone() {
        String room = chat.as(lena)
                .post("/rooms", Map.of("name", "deletions", "kind", "team"))
                .text("roomId");
        String path = "/conversations/" + room + "/messages";
        long seq = chat.as(lena)
                .post(path, Map.of("content", "Good morning"))
                .expect(201)
                .number("seq");
        LoggedDataSource.clear();
        chat.as(lena).delete(path + "/" + seq).expect(204);
        await("withdrawal")
                .until(() -> notificationsOfConversations().stream()
                        .anyMatch(sql -> sql.startsWith("delete") && sql.contains("coalesce")));
        List<String> statements = notificationsOfConversations();
        fillNotifications(room);

        assertThat(statements).anyMatch(sql -> sql.contains("for update")).anyMatch(sql -> sql.contains("max(seq)"));
        for (String sql : statements) {
            Plan plan = new Plan(
                    room,
                    "deletion",
                    sql,
                    database.queryForList(
                            "explain (analyze, buffers, costs, timing off, summary off) " + ofOneMessage(sql, room),
                            String.class));
            assertThat(plan.lines())
                    .as(sql)
                    .anyMatch(line -> line.contains("Index"))
                    .noneMatch(line -> line.contains("Seq Scan on notification"));
            assertThat(plan.buffers()).as(() -> String.join("\n", plan.lines())).isBetween(1L, 500L);
        }
    }

    /** A hundred thousand calls wait for another webhook, which is slow or stopped. */
    @Test
    void callsToAWebhookAreFoundWithoutThoseOfOthers() {
        database.update("""
                insert into webhook (webhook_id, url, events, secret, created_at, stopped_reason)
                values ('quick', 'http://127.0.0.1:1/', 'room.created', 'secret', now(), null),
                       ('slow', 'http://127.0.0.1:1/', 'room.created', 'secret', now(), 'It answered 410: gone.')""");
        LoggedDataSource.clear();
        fillCalls("quick", 1);
        await("its call")
                .until(() -> database.queryForObject(
                                "select attempts from webhook_delivery where webhook_id = 'quick'", Integer.class)
                        > 0);
        List<String> statements = LoggedDataSource.calls().stream()
                .filter(sql -> sql.matches("(?s).*from webhook_delivery\\b.*order by (d\\.)?due_at.*"))
                .distinct()
                .toList();
        fillCalls("slow", LARGE);
        fillCalls("quick", 10);
        database.execute("vacuum analyze webhook_delivery");

        assertThat(statements).anyMatch(sql -> sql.contains("skip locked"));
        for (String sql : statements) {
            Plan plan = new Plan(
                    "",
                    "calls",
                    sql,
                    database.queryForList(
                            "explain (analyze, buffers, costs, timing off, summary off) " + callsOfQuick(sql),
                            String.class));
            assertThat(plan.buffers())
                    .as(() -> sql + "\n" + String.join("\n", plan.lines()))
                    .isBetween(1L, 50L);
        }
        database.update("delete from webhook where webhook_id = 'quick'");
    }

    private static String callsOfQuick(String sql) {
        return sql.replace("due_at <= ?", "due_at <= now()")
                .replace("webhook_id = ?", "webhook_id = 'quick'")
                .replace("webhook_id not in (?)", "webhook_id not in ('')")
                .replace("limit ?", "limit 8");
    }

    private void fillCalls(String webhookId, int count) {
        database.update("""
                insert into webhook_delivery
                    (webhook_id, event_id, event_type, payload, state, attempts, due_at, created_at)
                select ?, 'of-' || ? || '-' || n, 'room.created', '{}', 'WAITING', 0, now() - n * interval '1 ms', now()
                from generate_series(1, ?) n""", webhookId, count, count);
    }

    /** A hundred thousand messages wait for another push service, which does not answer. */
    @Test
    void messagesForAPushServiceAreFoundWithoutThoseOfOthers() {
        DueWorker sender = chat.bean("pushSender", DueWorker.class);
        database.update("""
                insert into push_subscription (subscription_id, user_id, endpoint_hash, endpoint, p256dh, auth, created_at)
                values ('quick', 'nobody', 'quick', 'http://127.0.0.1:1/quick', '', '', now()),
                       ('slow', 'nobody', 'slow', 'http://127.0.0.1:2/slow', '', '', now())""");
        LoggedDataSource.clear();
        fillPushes("quick", "http://127.0.0.1:1/", 1);
        await("its attempt")
                .until(() -> database.queryForObject(
                                "select attempts from push_message where subscription_id = 'quick'", Integer.class)
                        > 0);
        sender.stop();
        try {
            List<String> statements = LoggedDataSource.calls().stream()
                    .filter(sql -> sql.matches("(?s).*from push_message\\b.*order by (m\\.)?due_at.*"))
                    .distinct()
                    .toList();
            fillPushes("quick", "http://127.0.0.1:1/", 10);
            fillPushes("slow", "http://127.0.0.1:2/", LARGE);
            database.execute("vacuum analyze push_message");

            assertThat(statements).hasSize(2).anyMatch(sql -> sql.contains("skip locked"));
            statements.forEach(this::readsFewPushes);
        } finally {
            database.update("delete from push_subscription where user_id = 'nobody'");
            sender.start();
        }
    }

    private void readsFewPushes(String sql) {
        Plan plan = new Plan(
                "",
                "pushes",
                sql,
                database.queryForList(
                        "explain (analyze, buffers, costs, timing off, summary off) "
                                + sql.replace("due_at <= ?", "due_at <= now()")
                                        .replace("service = ?", "service = 'http://127.0.0.1:1/'")
                                        .replace("limit ?", "limit 8"),
                        String.class));
        assertThat(plan.buffers())
                .as(() -> sql + "\n" + String.join("\n", plan.lines()))
                .isBetween(1L, 50L);
    }

    private void fillPushes(String subscriptionId, String service, int count) {
        database.update("""
                insert into push_message
                    (subscription_id, topic, message_id, payload, urgency, withdraws, sent, attempts, due_at, created_at,
                    service)
                select ?, ? || '-' || n, 'm' || n, '{}', 'HIGH', false, false, 0, now() - n * interval '1 ms', now(), ?
                from generate_series(1, ?) n""", subscriptionId, count, service, count);
    }

    /** Those that name a conversation, and no user. */
    private static List<String> notificationsOfConversations() {
        return LoggedDataSource.calls().stream()
                .filter(sql -> sql.matches("(?s).*from notification\\b.*conversation_id = \\?.*"))
                .filter(sql -> !sql.contains("user_id = ?"))
                .distinct()
                .toList();
    }

    private static String ofOneMessage(String sql, String room) {
        return sql.replace("conversation_id = ?", "conversation_id = '" + room + "'")
                .replace("notification_id = any(?)", "notification_id = any('{n50000}')")
                .replace("(?)", "('{2500}')")
                .replace("?", "2500");
    }

    /** Twenty of each message, and of each edit of every fiftieth. */
    private void fillNotifications(String room) {
        database.update("""
                insert into notification (conversation_id, seq, message_seq, user_id, notification_id, shown, due_at,
                    attempts, created_at)
                select ?, case when n % 20 = 0 then 1000000 + n / 20 else n / 20 end,
                       case when n % 20 = 0 then n / 20 / 50 * 50 end, 'somebody-' || n % 20, 'n' || n, true, now(), 1,
                       now()
                from generate_series(1, 100000) n""", room);
        database.execute("vacuum analyze notification");
    }

    /**
     * Twenty of a hundred thousand messages have the word: these are named by the index of words,
     * and not all read in the order of their times. A word of every tenth is looked for in windows.
     */
    @Test
    void searchReadsTheIndexOfWords() throws IOException {
        String common = chat.as(lena)
                .post("/rooms", Map.of("name", "common", "kind", "team"))
                .text("roomId");
        chat.as(lena)
                .post("/conversations/" + common + "/messages", Map.of("content", "umbrella"))
                .expect(201);
        await().until(() -> database.queryForObject(
                        "select count(*) from search_entry where conversation_id = ?", Long.class, common)
                == 1);
        fillIndex(database, common);
        // With few conversations their ids are part of what the index is asked for.
        for (int i = 0; i < 20; i++) {
            chat.as(lena)
                    .post("/rooms", Map.of("name", "room " + i, "kind", "team"))
                    .expect(201);
        }
        LoggedDataSource.clear();
        searchAll("ambergris");
        searchAll("umbrella");
        List<String> statements = LoggedDataSource.calls().stream()
                .filter(sql -> sql.contains("from search_entry") && sql.contains("sent_at"))
                .filter(sql -> !sql.startsWith("explain"))
                .distinct()
                .toList();
        assertThat(statements)
                .as("where a window begins, a window, and all that is left")
                .hasSize(3);

        List<Plan> plans = statements.stream().map(this::explainSearch).toList();

        Files.write(
                Path.of("target/search-plans.txt"),
                plans.stream().flatMap(QueryPlanTests::text).toList());
        for (Plan plan : plans) {
            String index = plan.sql().contains("tokens") ? "search_entry_tokens" : "search_entry_sent";
            assertThat(plan.lines())
                    .as(plan.sql())
                    .anyMatch(line -> line.contains("Index") && line.contains("Scan") && line.contains(index))
                    .noneMatch(line -> line.contains("Seq Scan"));
            if (plan.sql().contains("tokens")) {
                assertThat(plan.buffers()).as(plan.sql()).isBetween(1L, 100L);
            }
        }
    }

    /** The statement runs for all messages: a plan for any values serves it after a few times. */
    @Test
    void indexingReadsThePartsOfConversationsAlone() {
        database.update("delete from search_entry");
        database.update("""
                insert into search_entry (conversation_id, seq, sent_at, tokens)
                select 'long-' || (n %% 5), n, now() - n * interval '1 minute', array[n]
                from generate_series(1, %d) n""".formatted(LARGE));
        database.execute("vacuum analyze search_entry");
        String room = chat.as(lena)
                .post("/rooms", Map.of("name", "indexed", "kind", "team"))
                .text("roomId");
        LoggedDataSource.clear();
        chat.as(lena)
                .post("/conversations/" + room + "/messages", Map.of("content", "barnacle"))
                .expect(201);
        await("the index").until(() -> isIndexed(room));
        String sql = LoggedDataSource.calls().stream()
                .filter(call -> call.contains("delete from search_entry") && call.contains("unnest(cast"))
                .findAny()
                .orElseThrow();

        List<String> plan = database.execute((ConnectionCallback<List<String>>)
                connection -> planForAnyParts(new JdbcTemplate(new SingleConnectionDataSource(connection, true)), sql));

        assertThat(plan)
                .anyMatch(line -> line.contains("search_entry_pkey"))
                .noneMatch(line -> line.contains("Seq Scan on search_entry"));
        database.update("delete from search_entry");
    }

    private boolean isIndexed(String room) {
        return database.queryForObject("select count(*) from search_entry where conversation_id = ?", Long.class, room)
                == 1;
    }

    private static List<String> planForAnyParts(JdbcTemplate session, String sql) {
        String numbered =
                sql.replaceFirst("\\?", "\\$1").replaceFirst("\\?", "\\$2").replaceFirst("\\?", "\\$3");
        session.execute("set plan_cache_mode = force_generic_plan");
        session.execute("prepare parts (text, text, text) as " + numbered);
        try {
            return session.queryForList("explain execute parts ('{long-1}', '{1}', '{3}')", String.class);
        } finally {
            session.execute("deallocate parts");
            session.execute("reset plan_cache_mode");
        }
    }

    private void searchAll(String word) {
        String next = "";
        do {
            Answer page = chat.as(lena)
                    .get("/search/messages?q=" + word + "&cursor=" + next)
                    .expect(200);
            next = page.json().path("nextCursor").asString("");
        } while (!next.isEmpty());
    }

    private static void fillIndex(JdbcTemplate database, String common) {
        database.update("""
                insert into search_entry (conversation_id, seq, sent_at, tokens)
                select 'searched-' || (n %% 100), n, now() - n * interval '1 minute',
                       array[case when n %% 5000 = 0 then %d else 1 end, 10 + n %% 50, 1000 + n %% 997,
                             10000 + n * 7919 %% 30011, 100000 + n * 10729 %% 65537]
                       || case when n %% 10 = 5 then common.tokens else '{}' end
                from generate_series(1, %d) n, search_entry as common
                where common.conversation_id = ?""".formatted(RARE, LARGE), common);
        database.execute("vacuum analyze search_entry");
    }

    private Plan explainSearch(String sql) {
        OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
        List<Object> values = new ArrayList<>(List.of(now));
        if (sql.contains("tokens")) {
            values.addAll(List.of(now, "", "", 0L));
            if (sql.contains("sent_at >= ?")) {
                values.add(now.minusMinutes(WINDOW));
            }
            values.add(new SqlArrayValue("integer", RARE));
            values.add(new SqlArrayValue(
                    "varchar",
                    IntStream.range(0, 50).mapToObj(n -> "searched-" + n).toArray()));
            values.add(21);
        } else {
            values.add(WINDOW);
        }
        return new Plan(
                "",
                "search",
                sql,
                database.queryForList(
                        "explain (analyze, buffers, costs, timing off, summary off) " + sql,
                        String.class,
                        values.toArray()));
    }

    private static String literal(String sql, String query) {
        String filled = sql;
        for (String value : values(query)) {
            filled = filled.replaceFirst("= ?\\?", "= '" + value + "'");
        }
        return filled.replaceAll("like \\?", "like '%ticket 12%'")
                .replaceAll("ticket_since([<>]=)\\?", "ticket_since$1now() - interval '1 day'")
                .replaceFirst("ticket_since([<>])\\?", "ticket_since$1now() - interval '1 day'")
                .replaceFirst("conversation_id([<>])\\?", "conversation_id$1'ticket-q2500'")
                .replaceAll("fetch first \\? rows only", "fetch first 51 rows only");
    }

    /** In the order of the statement. */
    private static List<String> values(String query) {
        return switch (query) {
            case "queue=waiting" -> List.of("L1");
            case "queue=mine" -> List.of("lena");
            case "queue=open&tier=l2" -> List.of("L2");
            case "queue=open&owner=o7" -> List.of("o7");
            case "queue=open&status=pending" -> List.of("pending");
            case "queue=closed&status=solved" -> List.of("solved");
            default -> List.of();
        };
    }

    private static void fillTickets(JdbcTemplate database) {
        database.execute("""
                insert into conversation (conversation_id, kind, name, ticket_id, requester_id, direct_ended, last_seq,
                    last_message_seq, last_event_at, ticket_tier, ticket_since, ticket_closed, ticket_unattended,
                    ticket_status, assignee_id, ticket_number)
                select 'ticket-q' || n, 'TICKET', 'Ticket ' || n, 'q' || n, 'carol', false, 0, 0, now(),
                       case when n % 10 < 7 then 'L1' when n % 10 < 9 then 'L2' else 'L3' end,
                       now() - n * interval '1 minute', n > 5000, false,
                       case when n > 5000 then 'solved' when n % 20 = 0 then 'pending' else 'open' end,
                       case when n % 2 = 0 then null else 'o' || n % 40 end, 'Q-' || n
                from generate_series(1, 25000) n""");
        database.execute("vacuum analyze conversation");
    }

    /**
     * The queries that page through the log of one conversation; those of the sweep, which comes at
     * any time, do not name one.
     */
    private static List<String> pagesOfTheLog() {
        return LoggedDataSource.calls().stream()
                .filter(sql -> sql.contains("from log_entry") && sql.contains("order by") && !sql.contains(" join "))
                .filter(sql -> sql.contains("conversation_id = ?"))
                .distinct()
                .toList();
    }

    private static Plan explain(JdbcTemplate database, String name, String sql, String conversationId, long seq) {
        List<Object> values = new ArrayList<>(List.of(conversationId, seq, 51));
        if (sql.contains("octet_length(payload) <= ?")) {
            values.add(0, LogPages.MOST_OCTETS / 51);
        }
        List<String> lines = database.queryForList(
                "explain (analyze, buffers, costs, timing off, summary off) " + sql, String.class, values.toArray());
        return new Plan(conversationId, name, sql, lines);
    }

    private static java.util.stream.Stream<String> text(Plan plan) {
        return java.util.stream.Stream.concat(
                java.util.stream.Stream.of("-- " + plan.name() + ", " + plan.conversationId(), plan.sql()),
                java.util.stream.Stream.concat(plan.lines().stream(), java.util.stream.Stream.of("")));
    }

    /** A team room with so many messages, written by SQL: sending them would take minutes. */
    private static String fill(Chat chat, User lena, int messages) {
        String roomId = chat.as(lena)
                .post("/rooms", Map.of("name", String.valueOf(messages), "kind", "team"))
                .text("roomId");
        // A statement that takes longer than the server's patience with a silent database is broken
        // off.
        for (int from = 3; from <= messages; from += BATCH) {
            chat.database().update("""
                insert into log_entry (conversation_id, seq, type, actor_id, message_id, client_message_id, occurred_at,
                                       payload)
                select ?, seq, 'room_message', 'lena', 'm' || seq, null, now(),
                       '{"type":"room_message","content":"A message of the usual length, which is about a line or two."}'
                from generate_series(?, ?) seq""", roomId, from, Math.min(messages, from + BATCH - 1));
        }
        chat.database()
                .update(
                        "update conversation set last_seq = ?, last_message_seq = ? where conversation_id = ?",
                        messages,
                        messages,
                        roomId);
        return roomId;
    }
}
