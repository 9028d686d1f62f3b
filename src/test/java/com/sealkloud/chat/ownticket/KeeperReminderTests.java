package com.sealkloud.chat.ownticket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.mock.env.MockEnvironment;

/** When the start warns that programs may keep the tickets. */
@ExtendWith(OutputCaptureExtension.class)
class KeeperReminderTests {

    private final JdbcClient jdbc =
            JdbcClient.create(new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1"));
    private final MockEnvironment environment = new MockEnvironment();

    @BeforeEach
    void people() {
        jdbc.sql("create table account (user_id varchar, user_role varchar, enabled boolean)")
                .update();
        add("ada", "ADMIN", true);
        add("old-program", "SERVICE", false);
    }

    private void add(String userId, String role, boolean enabled) {
        jdbc.sql("insert into account values (?, ?, ?)")
                .param(userId)
                .param(role)
                .param(enabled)
                .update();
    }

    private void start() {
        new KeeperReminder(environment, jdbc).remind();
    }

    @Test
    void namesTheProgramsThatMayKeepThem(CapturedOutput output) {
        add("ticket-service", "SERVICE", true);
        start();
        assertThat(output).contains("CHAT_TICKETS is not set").contains("(ticket-service)");
    }

    @Test
    void isSilentWithoutPrograms(CapturedOutput output) {
        start();
        assertThat(output).doesNotContain("CHAT_TICKETS");
    }

    @Test
    void isSilentWhereItIsSaid(CapturedOutput output) {
        add("ticket-service", "SERVICE", true);
        environment.setProperty("chat.tickets", "own");
        start();
        assertThat(output).doesNotContain("CHAT_TICKETS");
    }

    @Test
    void isSilentInATrial(CapturedOutput output) {
        add("ticket-service", "SERVICE", true);
        environment.setProperty("chat.demo", "true");
        start();
        assertThat(output).doesNotContain("CHAT_TICKETS");
    }
}
