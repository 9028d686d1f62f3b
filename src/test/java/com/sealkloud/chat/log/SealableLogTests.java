package com.sealkloud.chat.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.encryption.Sealing;
import com.sealkloud.chat.encryption.Sealings;
import com.sealkloud.chat.testing.Servers;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Logs from before sealing was switched on, on both databases, without a server. */
@ExtendWith(Servers.class)
class SealableLogTests {

    @TempDir
    Path folder;

    private JdbcClient jdbc;
    private StoredPayloads payloads;
    private SealableLog sealable;

    private void open(TimelinePageTests.Database kind) {
        DataSource database = kind.create();
        jdbc = JdbcClient.create(database);
        Sealing sealing = Sealings.on(jdbc, Sealings.newKey(folder));
        payloads = new StoredPayloads(sealing, new UnreadableEvents(jdbc, JsonMapper.shared()));
        sealable = new SealableLog(payloads, jdbc, new JdbcTemplate(database));
        jdbc.sql("""
                        insert into conversation (conversation_id, kind, last_seq, last_message_seq, last_event_at)
                        values ('c', 'TEAM', 0, 0, now())""").update();
    }

    private void log(long seq, String payload) {
        jdbc.sql("""
                        insert into log_entry (conversation_id, seq, type, actor_id, message_id, occurred_at, payload, original)
                        values ('c', ?, 'room_message', 'lena', ?, ?, ?, ?)""")
                .params(seq, "m" + seq, OffsetDateTime.now(), payload, seq % 2 == 0 ? payload : null)
                .update();
    }

    private List<String> stored(String column) {
        return jdbc.sql("select " + column + " from log_entry where " + column + " is not null order by seq")
                .query(String.class)
                .list();
    }

    private String mark() {
        return stored("payload").get(0).substring(0, 34);
    }

    @ParameterizedTest
    @EnumSource
    void isSealedInSteps_readableThroughout(TimelinePageTests.Database kind) {
        open(kind);
        IntStream.rangeClosed(1, 150).forEach(seq -> log(seq, "{\"n\":" + seq + ",\"deleted\":" + (seq == 3) + "}"));
        LogPages pages = new LogPages(jdbc, payloads);
        List<LogPages.Row> before = pages.eventsAfter("c", 0, 200);

        assertThat(sealable.sealSome("c", "sealed:", "")).isEqualTo("100");

        // The node dies here; another one begins again.
        assertThat(stored("payload").stream().filter(Sealing::isSealed)).hasSize(100);
        assertThat(pages.eventsAfter("c", 0, 200)).isEqualTo(before);
        assertThat(sealable.sealSome("c", mark(), "")).isNull();
        assertThat(stored("payload")).hasSize(150).allMatch(Sealing::isSealed);
        assertThat(stored("original")).hasSize(75).allMatch(Sealing::isSealed);
        assertThat(pages.eventsAfter("c", 0, 200)).isEqualTo(before);
        LogPages.Part page =
                pages.messagesAfter("c", 0, 200, stored("payload").get(0).length() * 20);
        assertThat(page.rows())
                .hasSizeBetween(20, 21)
                .isEqualTo(before.subList(0, page.rows().size()));
        assertThat(page.isMore()).isTrue();
        assertThat(jdbc.sql("select seq from log_entry where taken")
                        .query(Long.class)
                        .list())
                .containsExactly(3L);
        List<String> sealed = stored("payload");
        assertThat(sealable.sealSome("c", mark(), "")).isNull();
        assertThat(stored("payload")).isEqualTo(sealed);
    }

    @ParameterizedTest
    @EnumSource
    void whatCannotBeOpenedStaysAndHoldsUpNothing(TimelinePageTests.Database kind) {
        open(kind);
        log(1, "{\"n\":1}");
        log(2, "{\"n\":2}");
        log(3, "{\"n\":3}");
        sealable.sealSome("c", "sealed:", "");
        jdbc.sql("update log_entry set payload = (select payload from log_entry where seq = 1) where seq = 2")
                .update();
        String swapped = stored("payload").get(1);
        log(4, "{\"n\":4}");

        sealable.sealSome("c", "sealed:1:another:", "");
        List<LogPages.Row> page = new LogPages(jdbc, payloads).eventsAfter("c", 0, 10);

        assertThat(stored("payload").get(1)).isEqualTo(swapped);
        assertThat(page).extracting(LogPages.Row::seq).containsExactly(1L, 2L, 3L, 4L);
        assertThat(page.get(1).payload())
                .contains(
                        "\"unreadable\":true",
                        "\"type\":\"room_message\"",
                        "\"messageId\":\"m2\"",
                        "\"senderId\":\"lena\"")
                .doesNotContain("\"n\":");
        assertThat(page.get(3)).isEqualTo(new LogPages.Row(4, "room_message", "{\"n\":4}"));
    }
}
