package com.sealkloud.chat.bench.peer;

import com.sealkloud.chat.bench.wire.XmppWire;
import com.sealkloud.chat.testing.PostgresServer;
import com.sealkloud.chat.testing.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * ejabberd from Debian's package: rooms whose archive (XEP-0313) is on PostgreSQL, its throttles
 * off, and who comes and goes not told to everybody in a room, since no other system does that.
 */
final class Ejabberd {

    private static final Path SCHEMA = Path.of("/usr/share/ejabberd/sql/pg.sql");

    private Ejabberd() {}

    static Peer start(Backends backends, boolean stored) {
        Path folder = backends.folder("ejabberd-" + System.nanoTime());
        PostgresServer postgres = stored ? backends.postgres() : null;
        int port = Processes.freePort();
        try {
            Files.writeString(folder.resolve("ejabberd.yml"), configuration(port, postgres));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Process process = Processes.start(
                folder.resolve("start.log"),
                List.of(
                        "env",
                        "HOME=" + folder,
                        "EJABBERD_CONFIG_PATH=" + folder.resolve("ejabberd.yml"),
                        "EJABBERD_LOG_PATH=" + folder.resolve("ejabberd.log"),
                        "ERL_LIBS=/usr/lib/x86_64-linux-gnu",
                        "ERL_CRASH_DUMP=" + folder.resolve("crash.dump"),
                        "erl",
                        "+K",
                        "true",
                        "+P",
                        "250000",
                        "-noinput",
                        "-mnesia",
                        "dir",
                        "\"" + folder.resolve("mnesia") + "\"",
                        "-s",
                        "ejabberd"));
        Ports.awaitOpen(process, port);
        List<Long> pids = postgres == null ? List.of(process.pid()) : List.of(process.pid(), postgres.pid());
        return new Peer(port, new XmppWire(), pids, () -> Processes.kill(process));
    }

    private static String configuration(int port, PostgresServer postgres) throws IOException {
        return """
                hosts: [localhost]
                loglevel: warning
                auth_method: anonymous
                allow_multiple_connections: true
                anonymous_protocol: both
                listen:
                  - port: %d
                    ip: "127.0.0.1"
                    module: ejabberd_http
                    request_handlers:
                      /ws: ejabberd_http_ws
                %s
                modules:
                  mod_disco: {}
                  mod_muc:
                    db_type: mnesia
                    max_users: 5000
                    max_user_conferences: 1000
                    min_message_interval: 0
                    min_presence_interval: 0
                    user_message_shaper: none
                    room_shaper: none
                    history_size: 0
                    default_room_options:
                      anonymous: false
                      mam: %s
                      presence_broadcast: []
                %s
                """.formatted(
                        port,
                        postgres == null ? "" : sqlServer(postgres),
                        postgres != null,
                        postgres == null ? "" : "  mod_mam:\n    db_type: sql\n    default: always");
    }

    private static String sqlServer(PostgresServer postgres) throws IOException {
        String url = postgres.newDatabase();
        URI address = URI.create(url.substring("jdbc:".length()));
        try (Connection connection = DriverManager.getConnection(url, "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute(Files.readString(SCHEMA));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return """
                sql_type: pgsql
                sql_server: "127.0.0.1"
                sql_port: %d
                sql_database: "%s"
                sql_username: postgres
                sql_password: ""
                sql_pool_size: 16
                """.formatted(address.getPort(), address.getPath().substring(1));
    }
}
