package com.sealkloud.chat.bench.peer;

import com.sealkloud.chat.testing.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A RabbitMQ node of its own with the STOMP and Web-STOMP plugins, their defaults, and the account
 * {@code guest}.
 */
final class PlainRabbit implements AutoCloseable {

    private static final String SERVER = "/usr/lib/rabbitmq/bin/rabbitmq-server";

    private final int stompPort = Processes.freePort();
    private final int webStompPort = Processes.freePort();
    private final Process epmd;
    private final Process server;

    PlainRabbit(Path folder) {
        int amqpPort = Processes.freePort();
        int epmdPort = Processes.freePort();
        write(folder.resolve("enabled_plugins"), "[rabbitmq_stomp,rabbitmq_web_stomp].");
        write(folder.resolve("rabbitmq.conf"), """
                listeners.tcp.1 = 127.0.0.1:%d
                stomp.listeners.tcp.1 = 127.0.0.1:%d
                web_stomp.tcp.ip = 127.0.0.1
                web_stomp.tcp.port = %d
                disk_free_limit.absolute = 50MB
                """.formatted(amqpPort, stompPort, webStompPort));
        epmd = Processes.start(
                folder.resolve("epmd.log"), List.of("epmd", "-port", "" + epmdPort, "-address", "127.0.0.1"));
        server = Processes.start(
                folder.resolve("start.log"),
                List.of(
                        "env",
                        "-u",
                        "RABBITMQ_NODE_PORT",
                        "HOME=" + folder,
                        "RABBITMQ_NODENAME=plain@localhost",
                        "RABBITMQ_PID_FILE=" + folder.resolve("pid"),
                        "RABBITMQ_MNESIA_BASE=" + folder.resolve("mnesia"),
                        "RABBITMQ_LOG_BASE=" + folder.resolve("log"),
                        "RABBITMQ_PLUGINS_EXPAND_DIR=" + folder.resolve("plugins"),
                        "RABBITMQ_FEATURE_FLAGS_FILE=" + folder.resolve("feature_flags"),
                        "RABBITMQ_ENABLED_PLUGINS_FILE=" + folder.resolve("enabled_plugins"),
                        "RABBITMQ_CONFIG_FILE=" + folder.resolve("rabbitmq.conf"),
                        "RABBITMQ_CONFIG_FILES=" + folder.resolve("conf.d"),
                        "RABBITMQ_ADVANCED_CONFIG_FILE=" + folder.resolve("advanced.config"),
                        "RABBITMQ_CONF_ENV_FILE=" + folder.resolve("none"),
                        "RABBITMQ_DIST_PORT=" + Processes.freePort(),
                        "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS=-kernel inet_dist_use_interface {127,0,0,1}",
                        "ERL_EPMD_PORT=" + epmdPort,
                        "ERL_EPMD_ADDRESS=127.0.0.1",
                        // Makes the script become the node, so that its pid is the node's.
                        "RUNNING_UNDER_SYSTEMD=true",
                        "bash",
                        "-c",
                        "ulimit -n $(ulimit -Hn); exec " + SERVER));
        Ports.awaitOpen(server, amqpPort);
        Ports.awaitOpen(server, stompPort);
        Ports.awaitOpen(server, webStompPort);
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int stompPort() {
        return stompPort;
    }

    int webStompPort() {
        return webStompPort;
    }

    long pid() {
        return server.pid();
    }

    @Override
    public void close() {
        Processes.kill(server);
        Processes.kill(epmd);
    }
}
