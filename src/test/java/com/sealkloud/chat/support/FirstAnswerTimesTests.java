package com.sealkloud.chat.support;

import static com.sealkloud.chat.sql.SqlValues.utc;
import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.testing.Servers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The expected answer time, on both databases, without a server. */
@ExtendWith(Servers.class)
class FirstAnswerTimesTests {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void isTheMedianOfTheFirstAnswersOfAWeek(String database) {
        boolean isH2 = database.equals("h2");
        String url =
                isH2 ? "jdbc:h2:mem:" + System.nanoTime() : Servers.postgres().newDatabase();
        SingleConnectionDataSource connection = new SingleConnectionDataSource(url, isH2 ? "sa" : "postgres", "", true);
        try {
            Flyway.configure()
                    .dataSource(connection)
                    .locations("classpath:db/migration", "classpath:db/vendor/" + database)
                    .load()
                    .migrate();
            Log log = new Log(new JdbcTemplate(connection));
            log.account("carol", "CLIENT");
            log.account("lena", "EMPLOYEE_L1");
            log.account("mona", "EMPLOYEE_L3");
            log.account("helpdesk", "SERVICE");
            FirstAnswerTimes times =
                    new FirstAnswerTimes(JdbcClient.create(connection), Clock.fixed(NOW, ZoneOffset.UTC));

            log.asked("a", Duration.ofDays(3));
            log.say("a", "lena", "text", "employee_l1", Duration.ofDays(3).minusMinutes(1));
            log.say("a", "lena", "text", "employee_l1", Duration.ofDays(1));
            log.asked("b", Duration.ofDays(2));
            log.say("b", "chat", "system", "service", Duration.ofDays(2).minusSeconds(1));
            log.say("b", "helpdesk", "text", "service", Duration.ofDays(2).minusSeconds(2));
            log.say("b", "lena", "text", "employee_l1", Duration.ofDays(2).minusMinutes(7));
            log.asked("c", Duration.ofHours(5));
            log.say("c", "carol", "text", "client", Duration.ofHours(4));
            log.say("c", "lena", "text", "employee_l1", Duration.ofHours(3));
            log.asked("waits", Duration.ofMinutes(9));
            log.asked("before", Duration.ofDays(8));
            log.say("before", "lena", "text", "employee_l1", Duration.ofDays(8).minusMinutes(2));
            assertThat(times.median()).as("four tickets say too little").isEmpty();

            log.asked("e", Duration.ofDays(6));
            log.say("e", "mona", "text", "employee_l3", Duration.ofDays(5));
            assertThat(times.median())
                    .as("of 1, 7 and 9 minutes, 2 hours and a day")
                    .hasValue(Duration.ofMinutes(9));
            log.say("waits", "lena", "text", "employee_l1", Duration.ofMinutes(1));
            assertThat(times.median()).hasValue(Duration.ofMinutes(8));

            log.asked("long", Duration.ofHours(3));
            log.skip(1_000);
            log.say("long", "lena", "text", "employee_l1", Duration.ofHours(3).minusMinutes(1));
            log.begun("late");
            log.skip(1_000);
            log.say("late", "carol", "text", "client", Duration.ofSeconds(30));
            assertThat(times.median())
                    .as("of 1, 7 and 8 minutes, 2 and 3 hours and a day: a thousand events are looked at")
                    .hasValue(Duration.ofHours(2));
        } finally {
            connection.destroy();
        }
    }

    /** What was said, as the log has it. */
    private static final class Log {
        private final JdbcTemplate jdbc;
        private int seq;

        Log(JdbcTemplate jdbc) {
            this.jdbc = jdbc;
        }

        void account(String userId, String role) {
            jdbc.update(
                    "insert into account (user_id, user_name, user_role, enabled, created_at) values (?, ?, ?, true, ?)",
                    userId,
                    userId,
                    role,
                    utc(NOW));
        }

        void asked(String ticket, Duration ago) {
            begun(ticket);
            say(ticket, "carol", "text", "client", ago);
        }

        /** Of other events, or of events that are gone. */
        void skip(int events) {
            seq += events;
        }

        void begun(String ticket) {
            jdbc.update("""
                    insert into conversation
                      (conversation_id, kind, requester_id, last_seq, last_message_seq, last_event_at)
                    values (?, 'TICKET', 'carol', 0, 0, ?)""", ticket, utc(NOW));
        }

        void say(String ticket, String userId, String kind, String role, Duration ago) {
            seq++;
            jdbc.update(
                    """
                    insert into log_entry (conversation_id, seq, type, actor_id, message_id, occurred_at, payload)
                    values (?, ?, 'room_message', ?, ?, ?, ?)""",
                    ticket,
                    seq,
                    userId,
                    "m" + seq,
                    utc(NOW.minus(ago)),
                    "{\"type\":\"room_message\",\"senderRole\":\"%s\",\"kind\":\"%s\",\"content\":\"\\\"kind\\\":\\\"text\\\"\"}"
                            .formatted(role, kind));
        }
    }
}
