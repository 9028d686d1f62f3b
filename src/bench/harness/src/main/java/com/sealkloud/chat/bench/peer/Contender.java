package com.sealkloud.chat.bench.peer;

import com.sealkloud.chat.bench.load.NullServer;
import com.sealkloud.chat.bench.load.Population;
import com.sealkloud.chat.bench.wire.PlainWire;
import com.sealkloud.chat.bench.wire.RabbitWire;
import com.sealkloud.chat.bench.wire.SocketIoWire;
import com.sealkloud.chat.bench.wire.SpringWire;
import com.sealkloud.chat.testing.PostgresServer;
import com.sealkloud.chat.testing.Processes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Who can be measured. Each starts with its own defaults, and answers on 127.0.0.1 alone. */
public enum Contender {
    SEALKLOUD("SealKloud Chat") {
        @Override
        Peer start(Backends backends, Population population, boolean stored) {
            return ChatServer.start(backends, population);
        }
    },
    WS("ws") {
        @Override
        Peer start(Backends backends, Population population, boolean stored) {
            Server server = node(backends, "ws.mjs", stored);
            return new Peer(server.port(), new PlainWire(), server.pids(), server::end);
        }
    },
    SOCKET_IO("socket.io") {
        @Override
        Peer start(Backends backends, Population population, boolean stored) {
            Server server = node(backends, "socket.io.mjs", stored);
            return new Peer(server.port(), new SocketIoWire(), server.pids(), server::end);
        }
    },
    STOCK_RELAY("Spring's stock relay") {
        @Override
        Peer start(Backends backends, Population population, boolean stored) {
            PlainRabbit rabbit = backends.plainRabbit();
            Server server = spring(backends, stored, "--relay.port=" + rabbit.stompPort());
            return new Peer(server.port(), new SpringWire(true), server.pidsAnd(rabbit.pid()), server::end);
        }
    },
    SIMPLE_BROKER("Spring's simple broker") {
        @Override
        Peer start(Backends backends, Population population, boolean stored) {
            Server server = spring(backends, stored);
            return new Peer(server.port(), new SpringWire(false), server.pids(), server::end);
        }
    },
    WEB_STOMP("RabbitMQ Web-STOMP") {
        @Override
        Peer start(Backends backends, Population population, boolean stored) {
            PlainRabbit rabbit = backends.plainRabbit();
            return new Peer(rabbit.webStompPort(), new RabbitWire(), List.of(rabbit.pid()), () -> {});
        }
    },
    EJABBERD("ejabberd") {
        @Override
        Peer start(Backends backends, Population population, boolean stored) {
            return Ejabberd.start(backends, stored);
        }
    },
    NULL("null server") {
        @Override
        Peer start(Backends backends, Population population, boolean stored) {
            Server server = Server.start(backends, null, port -> List.of(
                    java(), "-cp", System.getProperty("java.class.path"), NullServer.class.getName(), "" + port));
            return new Peer(server.port(), new PlainWire(), server.pids(), server::end);
        }
    };

    private static final Path PEERS = Path.of("src/bench/peers").toAbsolutePath();
    private static final Path SPRING_JAR = Path.of("target/bench/spring/peer.jar").toAbsolutePath();

    private final String title;

    Contender(String title) {
        this.title = title;
    }

    /**
     * @param stored whether a message is in PostgreSQL before it is acknowledged; this product
     *     always does so
     * @return when it answers, with the people and rooms made known to it if it wants that
     */
    abstract Peer start(Backends backends, Population population, boolean stored);

    public Peer startFor(Backends backends, Population population, boolean stored) {
        return start(backends, population, stored);
    }

    public String title() {
        return title;
    }

    /** @return the name on the command line */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Contender> withId(String id) {
        return Arrays.stream(values()).filter(one -> one.id().equals(id)).findFirst();
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static Server node(Backends backends, String script, boolean stored) {
        PostgresServer postgres = stored ? backends.postgres() : null;
        String database = postgres == null ? "" : postgres.newDatabase().substring("jdbc:".length());
        return Server.start(
                backends,
                postgres,
                port -> List.of("node", PEERS.resolve("node").resolve(script).toString(), "" + port, database));
    }

    private static Server spring(Backends backends, boolean stored, String... arguments) {
        PostgresServer postgres = stored ? backends.postgres() : null;
        Server server = Server.start(backends, postgres, port -> {
            List<String> command = new ArrayList<>(
                    List.of(
                            java(),
                            "-jar",
                            SPRING_JAR.toString(),
                            "--server.address=127.0.0.1",
                            // W1 has more people than Tomcat takes by default.
                            "--server.tomcat.max-connections=20000",
                            "--server.port=" + port));
            if (postgres != null) {
                command.add("--spring.datasource.url=" + postgres.newDatabase());
            }
            command.addAll(Arrays.asList(arguments));
            return command;
        });
        Ports.awaitSuccess(server.process(), server.port(), "/ready");
        return server;
    }

    /** A process that listens on a port, and the database that it uses. */
    record Server(Process process, int port, PostgresServer postgres) {

        interface Command {
            List<String> on(int port);
        }

        static Server start(Backends backends, PostgresServer postgres, Command command) {
            int port = Processes.freePort();
            List<String> line = command.on(port);
            Process process = Processes.start(backends.logs().resolve("server-" + port + ".log"), line);
            Ports.awaitOpen(process, port);
            return new Server(process, port, postgres);
        }

        List<Long> pids() {
            return pidsAnd();
        }

        List<Long> pidsAnd(Long... more) {
            Stream<Long> own = Stream.of(process.pid());
            Stream<Long> database = postgres == null ? Stream.empty() : Stream.of(postgres.pid());
            return Stream.of(own, database, Arrays.stream(more)).flatMap(pids -> pids).toList();
        }

        /** In good order, so that a flight recording is written. */
        void end() {
            Processes.signal(process, "TERM");
            Processes.await(process);
        }
    }
}
