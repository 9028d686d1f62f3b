package com.sealkloud.chat.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The role of PostgreSQL that operations.md proposes is enough for the whole service. */
@ExtendWith(Servers.class)
class AppendOnlyAuditTests {

    private static final String ROLE = "append_only_chat";

    /** As the page has them. */
    private static String grants() throws IOException {
        String page = Files.readString(Path.of("src/docs/operations.md"));
        int begin = page.indexOf("```sql\n", page.indexOf("**Append-only.**")) + "```sql\n".length();
        return page.substring(begin, page.indexOf("```", begin)).replaceAll("\\b(to|from) chat;", "$1 " + ROLE + ";");
    }

    @Test
    void theServiceRunsWithARoleThatOnlyAppendsToTheAuditLog() throws IOException {
        List<String> arguments = new ArrayList<>(Servers.arguments(Mode.EMBEDDED_POSTGRESQL));
        String url = arguments.stream()
                .filter(argument -> argument.startsWith("--spring.datasource.url="))
                .map(argument -> argument.substring(argument.indexOf('=') + 1))
                .findFirst()
                .orElseThrow();
        Flyway.configure()
                .dataSource(url, "postgres", "")
                .locations("classpath:db/migration", "classpath:db/vendor/postgresql")
                .load()
                .migrate();
        JdbcTemplate owner = new JdbcTemplate(new DriverManagerDataSource(url, "postgres", ""));
        owner.execute("create role " + ROLE + " login");
        owner.execute(grants());
        String ofRole = url.replace("user=postgres", "user=" + ROLE);
        arguments.removeIf(argument -> argument.startsWith("--spring.datasource."));

        try (Chat chat = Chat.start(
                arguments,
                "--spring.datasource.url=" + ofRole,
                "--spring.datasource.username=" + ROLE,
                "--spring.flyway.url=" + url,
                "--spring.flyway.user=postgres",
                "--chat.audit.retention=0")) {
            User ada = chat.cast().ada();
            User lena = chat.cast().lena();
            String userId = "new-person";
            chat.as(ada)
                    .post("/users", Map.of("userId", userId, "userName", "New Person", "userRole", "client"))
                    .expect(201);
            String talk = chat.as(lena)
                    .post("/conversations", Map.of("userId", userId))
                    .expect(200)
                    .text("conversationId");
            chat.as(lena)
                    .post("/conversations/" + talk + "/messages", Map.of("content", "Good morning"))
                    .expect(201);
            chat.as(ada).patch("/users/" + userId, Map.of("enabled", false)).expect(200);

            assertThat(chat.database().queryForObject("select current_user", String.class))
                    .isEqualTo(ROLE);
            assertThat(chat.as(ada)
                            .get("/audit?target=user:" + userId)
                            .expect(200)
                            .list("items"))
                    .extracting(entry -> entry.path("action").asString())
                    .containsExactly("account.changed", "account.created");
            for (String change : List.of("update audit_entry set actor = null", "delete from audit_entry")) {
                assertThatThrownBy(() -> chat.database().update(change)).isInstanceOf(BadSqlGrammarException.class);
            }
        } finally {
            owner.execute("drop owned by " + ROLE);
            owner.execute("drop role " + ROLE);
        }
    }
}
