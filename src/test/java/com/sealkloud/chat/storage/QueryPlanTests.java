package com.sealkloud.chat.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.testing.Chat;
import com.sealkloud.chat.testing.Mode;
import com.sealkloud.chat.testing.Servers;
import com.sealkloud.chat.testing.User;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A page of history, and of catching up, costs the same at a million messages as at a thousand:
 * PostgreSQL reads the same range of the primary key. The plans are written to {@code
 * target/query-plans.txt}.
 */
@ExtendWith(Servers.class)
class QueryPlanTests {
    private static final int SMALL = 1_000;
    private static final int LARGE = 1_000_000;
    private static final int BATCH = 50_000;
    private static final Pattern BUFFERS = Pattern.compile("Buffers: shared (?:hit=(\\d+))? ?(?:read=(\\d+))?");

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

    @Test
    void pageOfTheLogCostsTheSameInALongConversation() throws IOException {
        try (Chat chat = Servers.start(Mode.EMBEDDED_POSTGRESQL, LoggedDataSource.OPTION)) {
            User lena = chat.cast().lena();
            JdbcTemplate database = chat.database();
            String small = fill(chat, lena, SMALL);
            String large = fill(chat, lena, LARGE);
            database.execute("vacuum analyze log_entry");
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
                    Plan atMillion = explain(database, query, sql, large, LARGE / 2);
                    plans.add(atThousand);
                    plans.add(atMillion);
                }
            }

            Files.write(
                    Path.of("target/query-plans.txt"),
                    plans.stream().flatMap(QueryPlanTests::text).toList());
            for (int i = 0; i < plans.size(); i += 2) {
                Plan atThousand = plans.get(i);
                Plan atMillion = plans.get(i + 1);
                assertThat(atMillion.operators())
                        .as(atMillion.name())
                        .isEqualTo(atThousand.operators())
                        .anyMatch(line -> line.contains("Index Scan") && line.contains("log_entry_pkey"))
                        .noneMatch(line -> line.contains("Seq Scan") || line.contains("Sort"));
                // A B-tree of a million rows is one or two levels deeper; a page itself is a few
                // blocks.
                assertThat(atMillion.buffers()).as(atMillion.name()).isBetween(1L, atThousand.buffers() + 8);
            }
        }
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
        List<String> lines = database.queryForList(
                "explain (analyze, buffers, costs, timing off, summary off) " + sql,
                String.class,
                conversationId,
                seq,
                51);
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
