package com.sealkloud.chat.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.testing.Answer;
import com.sealkloud.chat.testing.Chat;
import com.sealkloud.chat.testing.Processes;
import com.sealkloud.chat.testing.Rest;
import com.sealkloud.chat.testing.Servers;
import com.sealkloud.chat.testing.User;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.transaction.support.TransactionTemplate;

/** The start is refused if the configuration would cause trouble later, and the log says why. */
@ExtendWith({Servers.class, OutputCaptureExtension.class})
class StartTests {

    @Test
    void isRefusedWhenNobodyCouldLogIn(CapturedOutput output) {
        assertRefused("--chat.demo=false");

        assertThat(output).contains("Nobody could log in").contains("CHAT_ADMIN_PASSWORD");
    }

    @Test
    void isRefusedWithoutTheRelaysPassword(CapturedOutput output) {
        assertRefused("--chat.broker=rabbitmq", "--chat.admin.password=a long password");

        assertThat(output).contains("CHAT_RELAY_PASSWORD");
    }

    @Test
    void isRefusedWithoutTheServicesPassword(CapturedOutput output) {
        assertRefused(
                "--chat.broker=rabbitmq", "--chat.admin.password=a long password", "--chat.relay.password=something");

        assertThat(output).contains("CHAT_SERVICE_PASSWORD");
    }

    @Test
    void isRefusedForABrokerThatIsNone(CapturedOutput output) {
        assertRefused("--chat.broker=rabbit", "--chat.admin.password=a long password");

        assertThat(output)
                .contains("chat.broker", "rabbit", "CHAT_BROKER, and must be embedded or rabbitmq")
                .doesNotContain("Parameter 0", "\tat ");
    }

    @Test
    void isRefusedForEventsThatAreNeitherPlainNorReferences(CapturedOutput output) {
        assertRefused("--chat.encryption.events=sealed", "--chat.admin.password=a long password");

        assertThat(output)
                .contains("chat.encryption.events", "\"sealed\"", "PLAIN", "REFERENCE")
                .doesNotContain("Parameter 0", "\tat ");
    }

    /** Each way in which a file is none has a case in {@code SealingTests}. */
    @Test
    void isRefusedWithAMasterKeyThatOthersMayRead(CapturedOutput output) throws IOException {
        Path file = Files.writeString(
                Servers.newFolder().resolve("master-key"), "MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI=");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        assertRefused(
                "--chat.admin.password=a long password",
                "--chat.encryption.enabled=true",
                "--chat.encryption.key-file=" + file);

        assertThat(output).contains("chmod 600 it", file.toString()).doesNotContain("Parameter 0", "\tat ");
    }

    @Test
    void isRefusedOnAPortThatIsTakenBeforeTheDatabaseIsOpened(CapturedOutput output) throws IOException {
        Path data = Servers.newFolder();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            assertThatThrownBy(() -> Chat.start(
                                    List.of("--chat.data=" + data), "--server.port=" + port, "--chat.amdin.password=x")
                            .close())
                    .isNotNull();

            assertThat(output)
                    .contains("Port " + port + " was already in use")
                    .contains("chat.amdin.password is not a known setting", "did you mean chat.admin.password?")
                    .doesNotContain("\tat ");
        }
        assertThat(data).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource({"nowhere.invalid, There is no such host", "203.0.113.9, It cannot be bound at 203.0.113.9"})
    void isRefusedAtAnAddressThatIsNotOfThisMachine(String address, String reason, CapturedOutput output) {
        assertThatThrownBy(() -> Chat.start(
                                List.of("--chat.data=" + Servers.newFolder()),
                                "--server.port=" + Processes.freePort(),
                                "--server.address=" + address)
                        .close())
                .isNotNull();

        assertThat(output).contains(reason).doesNotContain("was already in use", "\tat ");
    }

    @Test
    void isRefusedWhenTheDatabaseIsAway(CapturedOutput output) {
        assertRefused(
                "--chat.admin.password=a long password",
                "--spring.datasource.url=jdbc:postgresql://127.0.0.1:1/chat",
                "--spring.datasource.username=chat");

        assertThat(output).contains("does not answer").contains("127.0.0.1:1");
    }

    /** As after going back a release: the schema has what this release does not know. */
    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void worksOnTheSchemaOfTheNextRelease(String kind) throws SQLException {
        String url = newDatabase(kind);
        migrate(url, kind);
        execute(url, kind, """
                insert into "flyway_schema_history"
                    ("installed_rank", "version", "description", "type", "script", "checksum", "installed_by",
                     "execution_time", "success")
                values (99, '999', 'from the future', 'SQL', 'V999__from_the_future.sql', 1, 'x', 1, true)""");
        execute(url, kind, "alter table log_entry add column mood varchar(10)");
        execute(url, kind, "alter table conversation add column stars bigint default 0 not null");
        execute(url, kind, "create table badge (account_id varchar(64) primary key)");

        try (Chat chat = Chat.start(List.of(database(url, kind)))) {
            User admin = chat.logIn("admin", "a long password");
            String roomId = chat.as(admin)
                    .post("/rooms", Map.of("name", "back", "kind", "team"))
                    .text("roomId");
            chat.as(admin)
                    .post("/conversations/" + roomId + "/messages", Map.of("content", "written by the older one"))
                    .expect(201);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void isRefusedOnADatabaseOfSomethingElse(String kind, CapturedOutput output) throws SQLException {
        String url = newDatabase(kind);
        execute(url, kind, "create table invoice (id bigint primary key)");

        assertRefused(database(url, kind));

        assertThat(output).containsIgnoringCase("non-empty schema");
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void isRefusedWhenATableDoesNotFit(String kind, CapturedOutput output) throws SQLException {
        String url = newDatabase(kind);
        migrate(url, kind);
        execute(url, kind, "alter table conversation drop column last_message_seq");

        assertRefused(database(url, kind));

        assertThat(output)
                .contains("does not fit this version", "last_message_seq", "restore the backup from before it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void keepsTheDataOfTheRunBeforeAndLetsANewAdministratorIn(String kind, CapturedOutput output) throws Exception {
        String url = newDatabase(kind);
        List<String> arguments = List.of(database(url, kind));
        String roomId;
        try (Chat chat = Chat.start(arguments, "--logging.level.com.sealkloud.chat.people=INFO")) {
            User admin = chat.logIn("admin", "a long password");
            roomId = chat.as(admin)
                    .post("/rooms", Map.of("name", "kept", "kind", "team"))
                    .text("roomId");
            chat.as(admin)
                    .post("/conversations/" + roomId + "/messages", Map.of("content", "kept, too"))
                    .expect(201);
        }
        assertThat(output).contains("The administrator admin was created");
        if (kind.equals("h2")) {
            assertIsForItsOwnerAlone(Path.of(url.substring("jdbc:h2:file:".length())));
        }
        execute(url, kind, "update account set enabled = false");
        try (Chat chat = Chat.start(arguments, "--chat.admin.user-id=rescue")) {
            User rescue = chat.logIn("rescue", "a long password");
            chat.as(rescue).patch("/users/admin", Map.of("enabled", true)).expect(200);
            User admin = chat.logIn("admin", "a long password");
            assertThat(chat.as(admin)
                            .get("/conversations/" + roomId + "/messages")
                            .body())
                    .contains("kept, too");
            chat.asNobody()
                    .post("/tokens", Map.of("username", "lena", "password", "chat-demo"))
                    .expectProblem(401, "authentication_required");
        }
        if (kind.equals("h2")) {
            // Nothing but the accounts says now that this is no trial.
            List<String> forgotten = Stream.of(database(url, kind))
                    .filter(argument -> !argument.startsWith("--chat.admin.password"))
                    .toList();
            assertThatThrownBy(() -> Chat.start(forgotten).close()).hasMessageContaining("demo accounts");
            assertThat(output)
                    .contains("Set CHAT_DEMO=false to start without them")
                    .doesNotContain("not a known setting");
            Chat.start(forgotten, "--chat.demo=false").close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void theLastAdministratorStaysAndALostOneIsSaid(String kind, CapturedOutput output) {
        try (Chat chat =
                Chat.start(List.of(database(newDatabase(kind), kind)), "--chat.scim.token=" + Servers.SCIM_TOKEN)) {
            User admin = chat.logIn("admin", "a long password");
            for (Map<String, Object> change :
                    List.<Map<String, Object>>of(Map.of("enabled", false), Map.of("userRole", "employee_l3"))) {
                chat.as(admin).patch("/users/admin", change).expectProblem(409, "conflict");
            }
            assertIsTheLast(chat, admin);
            Rest scim = chat.asNobody().below("/scim/v2").with("Authorization", "Bearer " + Servers.SCIM_TOKEN);
            scim.put("/Users/admin", Map.of("active", false)).expect(409);
            scim.put("/Users/admin", Map.of("roles", List.of("client"))).expect(409);
            scim.delete("/Users/admin").expect(409);
            scim.get("/Users/admin").expect(200);
            chat.as(admin)
                    .post("/users", Map.of("userId", "no-way-in", "userName", "x", "userRole", "admin"))
                    .expect(201);
            chat.as(admin).patch("/users/admin", Map.of("userRole", "client")).expectProblem(409, "conflict");
            assertIsTheLast(chat, admin);
            chat.as(admin)
                    .post(
                            "/users",
                            Map.of(
                                    "userId",
                                    "ada",
                                    "userName",
                                    "ada",
                                    "userRole",
                                    "admin",
                                    "password",
                                    "a long password"))
                    .expect(201);
            User ada = chat.logIn("ada", "a long password");

            List<Integer> statuses = Stream.of(List.of(admin, ada), List.of(ada, admin))
                    .map(pair -> CompletableFuture.supplyAsync(() -> chat.as(pair.get(0))
                            .patch("/users/" + pair.get(1).userId(), Map.of("enabled", false))
                            .status()))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();

            assertThat(statuses).containsOnlyOnce(200).isSubsetOf(200, 401, 409);
            boolean isAdminLeft = statuses.get(0) == 200;
            chat.as(isAdminLeft ? admin : ada)
                    .patch("/users/" + (isAdminLeft ? ada : admin).userId(), Map.of("enabled", true))
                    .expect(200);
            assertOneOfTheLastTwoStays(chat, kind);
            assertThat(output).doesNotContain("no enabled administrator");
            chat.database().update("update account set enabled = false");
            chat.bean("firstAccounts", SmartInitializingSingleton.class).afterSingletonsInstantiated();
            assertThat(output).contains("There is no enabled administrator").contains("CHAT_ADMIN_USERID");
        }
    }

    /** Both calls wait until the other one has come, too. */
    private static void assertOneOfTheLastTwoStays(Chat chat, String kind) {
        User admin = chat.logIn("admin", "a long password");
        User ada = chat.logIn("ada", "a long password");
        List<CompletableFuture<Answer>> underWay =
                Objects.requireNonNull(chat.bean(TransactionTemplate.class).execute(status -> {
                    chat.database().queryForList("select 1 from account for update");
                    List<CompletableFuture<Answer>> begun = List.of(
                            CompletableFuture.supplyAsync(() -> erase(chat, admin, ada)),
                            CompletableFuture.supplyAsync(() -> erase(chat, ada, admin)));
                    await("both wait").until(() -> waitingForARow(chat, kind) == 2);
                    return begun;
                }));

        List<Answer> answers = underWay.stream().map(CompletableFuture::join).toList();

        assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(202, 409);
        answers.stream().filter(answer -> answer.status() == 409).forEach(StartTests::assertIsOfTheLast);
        User left = answers.get(0).status() == 202 ? admin : ada;
        chat.as(left)
                .patch("/users/no-way-in", Map.of("password", "a long password"))
                .expect(200);
        User other = chat.logIn("no-way-in", "a long password");
        chat.database().update("update account set password_hash = null where user_id = 'no-way-in'");
        assertIsOfTheLast(erase(chat, other, left));
        chat.as(left).get("/me").expect(200);
    }

    private static long waitingForARow(Chat chat, String kind) {
        return chat.database()
                .queryForObject(
                        kind.equals("h2")
                                ? "select count(*) from information_schema.sessions where blocker_id is not null"
                                : "select count(*) from pg_stat_activity where wait_event_type = 'Lock'",
                        Long.class);
    }

    private static Answer erase(Chat chat, User admin, User person) {
        return chat.as(admin).post("/users/" + person.userId() + "/erasure", Map.of("reason", "asked for"));
    }

    /** Whatever the umask, by which H2 itself goes. */
    private static void assertIsForItsOwnerAlone(Path database) throws IOException {
        assertThat(Files.getPosixFilePermissions(database.getParent()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(Files.getPosixFilePermissions(Path.of(database + ".mv.db")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    private static void assertIsTheLast(Chat chat, User admin) {
        assertIsOfTheLast(erase(chat, admin, admin));
    }

    private static void assertIsOfTheLast(Answer refused) {
        assertThat(refused.expectProblem(409, "conflict").text("detail")).contains("last enabled administrator");
    }

    private static void assertRefused(String... arguments) {
        List<String> all = new ArrayList<>(List.of("--chat.data=" + Servers.newFolder()));
        all.addAll(List.of(arguments));
        assertThatThrownBy(() -> Chat.start(all).close()).isNotNull();
    }

    private static String[] database(String url, String kind) {
        return new String[] {
            "--chat.data=" + Servers.newFolder(),
            "--chat.admin.password=a long password",
            "--chat.log-in.bcrypt-cost=4",
            "--spring.datasource.url=" + url,
            "--spring.datasource.username=" + user(kind)
        };
    }

    private static String newDatabase(String kind) {
        Path folder = Servers.newFolder();
        return kind.equals("h2")
                ? "jdbc:h2:file:" + folder.resolve("new").resolve("chat")
                : Servers.postgres().newDatabase();
    }

    private static String user(String kind) {
        return kind.equals("h2") ? "chat" : "postgres";
    }

    private static void migrate(String url, String kind) {
        Flyway.configure()
                .dataSource(url, user(kind), "")
                .locations("classpath:db/migration", "classpath:db/vendor/" + kind)
                .load()
                .migrate();
    }

    private static void execute(String url, String kind, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user(kind), "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
