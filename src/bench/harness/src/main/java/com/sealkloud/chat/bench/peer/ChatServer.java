package com.sealkloud.chat.bench.peer;

import com.sealkloud.chat.bench.load.Person;
import com.sealkloud.chat.bench.load.Population;
import com.sealkloud.chat.bench.load.Room;
import com.sealkloud.chat.bench.peer.Contender.Server;
import com.sealkloud.chat.bench.wire.ChatWire;
import com.sealkloud.chat.testing.Rabbit;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * This product from its jar, with the RabbitMQ and PostgreSQL that it has in production, and with
 * limits that stop nobody.
 */
public final class ChatServer {

    public static final String METRICS_TOKEN = "bench-token-of-metrics";

    private static final Path JAR = Path.of("target/sealkloud-chat.jar").toAbsolutePath();

    private ChatServer() {}

    /** A server, and a way to its database by which a log gets long in no time. */
    public record WithDatabase(Peer peer, String database) {

        /** Brings the log of this room to so many messages of this person. */
        public void fill(Room room, Person sender, int messages) {
            change("log_entry", connection -> {
                update(connection, MESSAGES, room.id(), sender.id(), room.id(), messages);
                update(connection, HEAD, messages, messages, room.id());
            });
        }

        /** Puts six reactions on each message of a room of two. */
        public void react(Room room) {
            change("message_reaction", connection -> update(connection, REACTIONS, room.id()));
        }

        private void change(String table, Change change) {
            try (Connection connection = DriverManager.getConnection(database, "postgres", "")) {
                change.in(connection);
                connection.createStatement().execute("vacuum analyze " + table);
                // Or it would be written to the disk while something is measured.
                connection.createStatement().execute("checkpoint");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private interface Change {
        void in(Connection connection) throws SQLException;
    }

    private static void update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    /** Two people put three emoji each on every message. */
    private static final String REACTIONS = """
            insert into message_reaction (conversation_id, seq, emoji, user_id, reacted_at)
            select conversation_id, seq, emoji, user_id, now()
            from log_entry join participant using (conversation_id),
                unnest(array['👍', '❤️', '🎉']) emoji
            where conversation_id = ?""";

    private static final String MESSAGES = """
            insert into log_entry
                (conversation_id, seq, type, actor_id, message_id, client_message_id, occurred_at, payload)
            select id, n, 'room_message', sender, 'm-' || n, 'c-' || n, now(),
                '{"type":"room_message","messageId":"m-' || n || '","conversationId":"' || id || '","seq":' || n
                || ',"roomId":"' || id || '","senderId":"' || sender || '","senderName":"' || sender
                || '","senderRole":"employee_l1","content":"' || repeat('lorem ipsum dolor ', 11)
                || '","clientMessageId":"c-' || n || '","kind":"text","timestamp":"2026-11-22T16:49:17.772Z"}'
            from (select ?::text as id, ?::text as sender) named,
                generate_series((select last_seq + 1 from conversation where conversation_id = ?), ?) n""";

    private static final String HEAD =
            "update conversation set last_seq = ?, last_message_seq = ? where conversation_id = ?";

    static Peer start(Backends backends, Population population) {
        return startWithDatabase(backends, population, 1).peer();
    }

    /**
     * People want no notifications, since no other system has any.
     *
     * @param nodes how many share the database and RabbitMQ
     */
    public static WithDatabase startWithDatabase(Backends backends, Population population, int nodes) {
        String database = backends.postgres().newDatabase();
        List<Server> servers = new ArrayList<>();
        for (int node = 0; node < nodes; node++) {
            // One after the other: the first makes the schema.
            servers.add(startNode(backends, database));
        }
        enroll(population, database);
        wantNoNotifications(database);
        Long rabbit = backends.chatRabbit().pid();
        return new WithDatabase(
                new Peer(
                        servers.stream().map(Server::port).toList(),
                        new ChatWire(ChatServer::token),
                        servers.stream()
                                .flatMap(server -> server.pidsAnd(rabbit).stream())
                                .distinct()
                                .toList(),
                        () -> servers.forEach(Server::end)),
                database);
    }

    private static Server startNode(Backends backends, String database) {
        Rabbit rabbit = backends.chatRabbit();
        Server server = Server.start(backends, backends.postgres(), port -> command(port, database, backends, rabbit));
        Ports.awaitSuccess(server.process(), server.port(), "/actuator/health/readiness");
        return server;
    }

    private static List<String> command(int port, String database, Backends backends, Rabbit rabbit) {
        List<String> command = new ArrayList<>(List.of(Contender.java()));
        command.addAll(List.of(System.getProperty("bench.java-options", "").split(" ")));
        command.addAll(List.of(
                "-jar",
                JAR.toString(),
                "--server.address=127.0.0.1",
                "--server.port=" + port,
                "--chat.data=" + backends.folder("data"),
                "--chat.demo=false",
                "--chat.admin.password=bench-admin",
                "--spring.datasource.url=" + database,
                "--spring.datasource.username=postgres",
                "--chat.limits.messages.burst=1000000",
                "--chat.limits.messages.per-second=1000000",
                "--chat.limits.text.burst=1000000000",
                "--chat.limits.connects.burst=1000000",
                "--chat.limits.connects.per-second=1000000",
                "--chat.limits.other.burst=1000000",
                "--chat.limits.calls.burst=1000000",
                "--chat.limits.calls.per-second=1000000",
                "--chat.limits.other.per-second=1000000",
                "--chat.limits.searches.burst=1000000",
                "--chat.metrics.token=" + METRICS_TOKEN,
                "--chat.realtime.receive-limit=1GB",
                "--chat.realtime.receive-limit-per-person=1GB",
                "--chat.realtime.subscriptions-per-person=1000000",
                "--chat.realtime.sockets-per-person=1000000"));
        command.removeIf(String::isEmpty);
        command.addAll(rabbit.arguments());
        return command;
    }

    /**
     * Writes people, tokens, rooms and memberships straight into the database: a log-in by password
     * costs time on purpose.
     */
    private static void enroll(Population population, String database) {
        Timestamp now = Timestamp.from(Instant.now());
        Timestamp later = Timestamp.from(Instant.now().plus(Duration.ofDays(1)));
        try (Connection connection = DriverManager.getConnection(database, "postgres", "")) {
            connection.setAutoCommit(false);
            batch(
                    connection,
                    "insert into account (user_id, user_name, user_role, enabled, created_at) values (?, ?, ?, true, ?)",
                    population.people(),
                    person -> List.of(person.id(), person.id(), "EMPLOYEE_L1", now));
            batch(
                    connection,
                    "insert into access_token (token_hash, user_id, expires_at, ended) values (?, ?, ?, false)",
                    population.people(),
                    person -> List.of(hash(token(person)), person.id(), later));
            batch(
                    connection,
                    "insert into conversation (conversation_id, kind, name, last_seq, last_message_seq, last_event_at)"
                            + " values (?, 'TEAM', ?, 0, 0, ?)",
                    population.rooms(),
                    room -> List.of(room.id(), room.id(), now));
            for (Room room : population.rooms()) {
                batch(
                        connection,
                        "insert into participant (conversation_id, user_id, last_read_seq, read_published, joined_at)"
                                + " values (?, ?, 0, true, ?)",
                        room.members(),
                        member -> List.of(room.id(), member.id(), now));
            }
            connection.commit();
            connection.setAutoCommit(true);
            connection.createStatement().execute("analyze");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void wantNoNotifications(String database) {
        try (Connection connection = DriverManager.getConnection(database, "postgres", "")) {
            connection.createStatement().execute("""
                    insert into notification_settings
                        (user_id, desktop, sound, sound_name, previews, time_zone, dnd_hours)
                    select user_id, false, false, 'chime', false, 'UTC', '[]' from account""");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Row<T> {
        List<Object> of(T one);
    }

    private static <T> void batch(Connection connection, String sql, List<T> all, Row<T> row) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (T one : all) {
                List<Object> values = row.of(one);
                for (int i = 0; i < values.size(); i++) {
                    statement.setObject(i + 1, values.get(i));
                }
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    public static String token(Person person) {
        return "bench-token-of-" + person.id();
    }

    private static String hash(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
