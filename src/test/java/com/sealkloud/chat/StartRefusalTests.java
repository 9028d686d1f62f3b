package com.sealkloud.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;

/** What stops the start, and what it then says. */
@ExtendWith(OutputCaptureExtension.class)
class StartRefusalTests {

    @TempDir
    private Path data;

    @Test
    void nobodyCouldLogIn(CapturedOutput output) {
        refused("--chat.demo=false");

        assertThat(output).contains("Nobody could log in").contains("CHAT_ADMIN_PASSWORD");
    }

    @Test
    void theRelaysPasswordIsMissing(CapturedOutput output) {
        refused("--chat.broker=rabbitmq", "--chat.demo=true", "--spring.rabbitmq.password=given");

        assertThat(output).contains("CHAT_RELAY_PASSWORD");
    }

    @Test
    void theServicesPasswordIsMissing(CapturedOutput output) {
        refused("--chat.broker=rabbitmq", "--chat.demo=true", "--chat.relay.password=given");

        assertThat(output).contains("CHAT_SERVICE_PASSWORD");
    }

    @Test
    void theDatabaseDoesNotAnswer(CapturedOutput output) {
        refused("--spring.datasource.url=jdbc:postgresql://127.0.0.1:1/chat", "--chat.demo=true");

        assertThat(output).contains("does not answer").contains("SPRING_DATASOURCE_URL");
    }

    @Test
    void theSchemaWasChangedByHand(CapturedOutput output) {
        SpringApplication.run(ChatApplication.class, arguments("--chat.demo=true"))
                .close();
        database().execute("alter table conversation drop column last_message_seq");

        refused("--chat.demo=true");

        assertThat(output).contains("does not fit this version").contains("last_message_seq");
    }

    @Test
    void theDatabaseBelongsToSomethingElse(CapturedOutput output) {
        database().execute("create table invoice (id bigint primary key)");

        refused("--chat.demo=true");

        assertThat(output).contains("does not fit this version");
    }

    private JdbcTemplate database() {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setUrl("jdbc:h2:file:" + data.resolve("chat"));
        dataSource.setUser("chat");
        dataSource.setPassword("");
        return new JdbcTemplate(dataSource);
    }

    private void refused(String... extra) {
        Throwable failure = catchThrowable(() ->
                SpringApplication.run(ChatApplication.class, arguments(extra)).close());

        assertThat(failure).isNotNull();
    }

    private String[] arguments(String... extra) {
        List<String> all = new ArrayList<>(List.of("--server.port=0", "--chat.data=" + data));
        all.addAll(List.of(extra));
        return all.toArray(String[]::new);
    }
}
