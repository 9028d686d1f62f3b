package com.sealkloud.chat.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.sealkloud.chat.testing.Answer;
import com.sealkloud.chat.testing.Cast;
import com.sealkloud.chat.testing.Chat;
import com.sealkloud.chat.testing.Mode;
import com.sealkloud.chat.testing.Rest;
import com.sealkloud.chat.testing.Servers;
import com.sealkloud.chat.testing.Session;
import com.sealkloud.chat.testing.User;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.Parameter;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/** Base class of the contract tests: a server shared per mode, and its clients. */
@ExtendWith(Servers.class)
abstract class ContractTest {

    static final String PASSWORD = "a long password";

    /** A picture of one pixel. */
    static final byte[] PNG = HexFormat.of()
            .parseHex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000"
                    + "000d49444154789c63105030f80f00020401608dbcbb710000000049454e44ae426082");

    /** For what has to happen at once. */
    static final ExecutorService THREADS = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "at-once");
        thread.setDaemon(true);
        return thread;
    });

    @Parameter
    Mode mode;

    Chat chat;
    Cast cast;

    private final List<Session> sessions = new ArrayList<>();
    private Session fencer;

    @BeforeEach
    void useServer() {
        chat = server();
        cast = chat.cast();
    }

    Chat server() {
        return Servers.chat(mode);
    }

    @AfterEach
    void leave() {
        sessions.forEach(Session::close);
    }

    Session connect(User user) {
        Session session = chat.connect(user);
        sessions.add(session);
        return session;
    }

    Rest as(User user) {
        return chat.as(user);
    }

    /** What tells a client of which tier somebody is. */
    static final List<String> TIERS = List.of("employee_l2", "employee_l3", "Role\":\"admin", "(admin)");

    /** A new team room that these are members of; the first, who opens it, must be staff. */
    String teamRoom(User opener, User... members) {
        return as(opener)
                .post("/rooms", Map.of("name", "team", "kind", "team", "memberIds", ids(members)))
                .expect(201)
                .text("roomId");
    }

    /** A new ticket room; a client among the members is the requester. */
    String ticketRoom(User opener, User... members) {
        return as(opener)
                .post(
                        "/rooms",
                        Map.of(
                                "name",
                                "ticket",
                                "kind",
                                "ticket",
                                "ticketId",
                                newId().substring(0, 20),
                                "memberIds",
                                ids(members)))
                .expect(201)
                .text("roomId");
    }

    private static List<String> ids(User... users) {
        return Arrays.stream(users).map(User::userId).toList();
    }

    String directConversation(User user, User other) {
        return as(user).post("/conversations", Map.of("userId", other.userId()))
                .expect(200)
                .text("conversationId");
    }

    Answer upload(User user, String conversationId, String name, byte[] content) {
        return as(user).with(
                        "Content-Disposition",
                        "attachment; filename*=UTF-8''"
                                + URLEncoder.encode(name, StandardCharsets.UTF_8)
                                        .replace("+", "%20"))
                .with("Content-Type", "application/octet-stream")
                .post("/conversations/" + conversationId + "/attachments", content);
    }

    /** @return the id of a file that can be posted */
    String uploaded(User user, String conversationId, String name, byte[] content) {
        return upload(user, conversationId, name, content).expect(201).text("attachmentId");
    }

    /** @return the value of the one metric that has this name, and all of these in its labels */
    double metric(String name, String... labels) {
        String body = chat.get("/actuator/prometheus", "Authorization", "Bearer " + Servers.METRICS_TOKEN)
                .expect(200)
                .body();
        List<String> lines = body.lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> Arrays.stream(labels).allMatch(line::contains))
                .toList();
        assertThat(lines).as(name).hasSize(1);
        return Double.parseDouble(lines.get(0).substring(lines.get(0).lastIndexOf(' ') + 1));
    }

    /** Somebody new who logs in with {@link #PASSWORD}. */
    User withPassword(String name, String role) {
        String userId = name + "-" + newId();
        as(cast.ada())
                .post("/users", Map.of("userId", userId, "userName", name, "userRole", role, "password", PASSWORD))
                .expect(201);
        return chat.logIn(userId, PASSWORD);
    }

    /** What is logged of accounts below WARN, too, while this runs. */
    static void loggingAccounts(Runnable work) {
        Logger accounts = (Logger) LoggerFactory.getLogger("com.sealkloud.chat.people");
        accounts.setLevel(Level.INFO);
        try {
            work.run();
        } finally {
            accounts.setLevel(null);
        }
    }

    /** Begins a call while somebody becomes a client, and ends it when they are one. */
    <T> T whileBecomingAClient(User user, Supplier<T> call) {
        return whileChanging("user_role = 'CLIENT'", user, call);
    }

    /** What an erasure changes of an account first. */
    <T> T whileErased(User user, Supplier<T> call) {
        return whileChanging("enabled = false, user_name = 'Deleted person'", user, call);
    }

    /** Ends the change when the call, or what it has sent, waits for it. */
    <T> T whileChanging(String change, User user, Supplier<T> call) {
        return Objects.requireNonNull(chat.bean(TransactionTemplate.class).execute(status -> {
                    chat.database().update("update account set " + change + " where user_id = ?", user.userId());
                    CompletableFuture<T> waiting = CompletableFuture.supplyAsync(call, THREADS);
                    await("a call that waits for the account").until(this::somebodyWaitsForARow);
                    return waiting;
                }))
                .join();
    }

    boolean somebodyWaitsForARow() {
        return waitingForARow() > 0;
    }

    /** @return how many do */
    long waitingForARow() {
        String waiting = mode.hasPostgres()
                ? "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                : "select count(*) from information_schema.sessions where blocker_id is not null";
        return chat.database().queryForObject(waiting, Long.class);
    }

    static String newId() {
        return UUID.randomUUID().toString();
    }

    /**
     * Waits until all of these have received everything that was on its way to them, so that what
     * they have not heard by now does not come: a message and a typing signal of somebody else are
     * sent behind it, over the same ways, and awaited.
     */
    void settle(Session... listeners) {
        if (fencer == null) {
            fencer = connect(cast.mona());
        }
        for (Session listener : listeners) {
            String fence = newId();
            fencer.says("/app/message", Map.of("receiverId", listener.userId(), "content", fence));
            fencer.says("/app/typing_start", Map.of("receiverId", listener.userId()));
            listener.awaitsContent(fence);
            listener.awaits("typing_start", event -> event.text("senderId").equals(fencer.userId()));
        }
    }

    /** Waits until it is decided whom this message is notified to. */
    void awaitHandled(String conversationId, long seq) {
        await("decision about " + conversationId + "/" + seq)
                .until(() -> chat.database()
                                .queryForObject(
                                        "select count(*) from handled_event where conversation_id = ? and seq = ?",
                                        Long.class,
                                        conversationId,
                                        seq)
                        == 1);
    }

    /**
     * Waits until these have been notified of all that they are to be notified of now: a later
     * message's notification comes behind.
     */
    void settleNotifications(Session... listeners) {
        if (fencer == null) {
            fencer = connect(cast.mona());
        }
        for (Session listener : listeners) {
            String fence = newId();
            fencer.says("/app/message", Map.of("receiverId", listener.userId(), "content", fence));
            listener.awaits("notification", event -> event.text("body").equals(fence));
        }
    }
}
