package com.sealkloud.chat.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A private RabbitMQ node, started from the repository's {@code broker/} with random passwords. */
public final class Rabbit implements AutoCloseable {
    private final Path data;
    private final Map<String, String> passwords;
    private final Properties node = new Properties();
    private final Set<String> readyAccounts = new HashSet<>();

    /** A program of tests: it hears all events, in as many queues of its own as it likes. */
    public static final String LISTENER = "test-listener";

    /**
     * Starts a node of its own on this folder; whoever asks for one closes it. As in most
     * installations nobody reads everything, so that no queue keeps what tests look for.
     */
    public Rabbit(Path data) {
        this.data = data;
        this.passwords = Map.of(
                "CHAT_RELAY_PASSWORD", UUID.randomUUID().toString(),
                "CHAT_SERVICE_PASSWORD", UUID.randomUUID().toString(),
                "CHAT_TICKET_SERVICE_PASSWORD", UUID.randomUUID().toString(),
                "CHAT_OPERATOR_PASSWORD", UUID.randomUUID().toString());
        start("--detach", "--free-ports");
    }

    /** Starts a node that makes a cluster with another one. */
    public Rabbit(Path data, Rabbit other, String name) {
        this.data = data;
        this.passwords = other.passwords;
        start("--detach", "--free-ports", "--name", name, "--join", other.data.toString());
    }

    /** Ends the node as a crash would. */
    public void kill() {
        start("--kill");
    }

    /** Starts it again, on its data and on the same ports. */
    public void restart() {
        start("--detach");
    }

    @Override
    public void close() {
        start("--stop");
    }

    private void start(String... options) {
        // It gets another password from the definitions.
        readyAccounts.remove("event-reader");
        List<String> command = new ArrayList<>(List.of("broker/start", "--data", data.toString()));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(passwords);
        try {
            node.load(new StringReader(run(builder, "broker/start")));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * @param name {@code amqp}, {@code stomp} or another of those that {@code broker/start} prints
     */
    public int port(String name) {
        return Integer.parseInt(node.getProperty(name + ".port"));
    }

    public long pid() {
        return Long.parseLong(node.getProperty("pid"));
    }

    /** @return the arguments that make a server use this node */
    public List<String> arguments() {
        return arguments(port("stomp"), port("amqp"));
    }

    /** The arguments that make a server use these nodes of a cluster, the first of them first. */
    public static List<String> arguments(Rabbit... cluster) {
        List<String> arguments = new ArrayList<>(cluster[0].arguments());
        arguments.add("--chat.relay.addresses=" + addresses("stomp", cluster));
        arguments.add("--spring.rabbitmq.addresses=" + addresses("amqp", cluster));
        return arguments;
    }

    private static String addresses(String listener, Rabbit... cluster) {
        return Arrays.stream(cluster)
                .map(member -> "127.0.0.1:" + member.port(listener))
                .collect(Collectors.joining(","));
    }

    /** The same by way of other ports of this machine. */
    public List<String> arguments(int stompPort, int amqpPort) {
        return List.of(
                "--chat.broker=rabbitmq",
                "--chat.relay.host=127.0.0.1",
                "--chat.relay.port=" + stompPort,
                "--chat.relay.password=" + passwords.get("CHAT_RELAY_PASSWORD"),
                "--spring.rabbitmq.host=127.0.0.1",
                "--spring.rabbitmq.port=" + amqpPort,
                "--spring.rabbitmq.password=" + passwords.get("CHAT_SERVICE_PASSWORD"));
    }

    /**
     * Changes the password of an account at the broker alone; {@link #restorePassword} sets it
     * back.
     */
    public void changePassword(String account) {
        control("change_password", account, UUID.randomUUID().toString());
    }

    public void restorePassword(String account) {
        control("change_password", account, passwordOf(account));
    }

    /** Ends every connection as an operator does; whoever wants comes again. */
    public void closeConnections() {
        control("close_all_connections", "test");
    }

    /** @return how often the broker has refused this account's log-in over AMQP */
    public long refusedLogIns(String account) {
        try (Stream<String> lines = Files.lines(Path.of(node.getProperty("log")))) {
            return lines.filter(line -> line.contains("PLAIN login refused: user '" + account + "'"))
                    .count();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @return the files of this node that have a word somewhere: queues, logs, and the rest */
    public List<Path> filesWith(String word) {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> Traces.content(file).contains(word))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @return the words with this beginning that files of this node have */
    public Set<String> wordsInFiles(String mark) {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(Files::isRegularFile)
                    .flatMap(file -> Traces.words(Traces.content(file), mark))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void control(String... arguments) {
        List<String> command = new ArrayList<>(
                List.of("/usr/lib/rabbitmq/bin/rabbitmqctl", "--node", node.getProperty("node"), "--quiet"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(Map.of("HOME", data.toString(), "ERL_EPMD_PORT", node.getProperty("epmd.port")));
        run(builder, "rabbitmqctl");
    }

    private static String run(ProcessBuilder builder, String name) {
        try {
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as("%s: %s", name, output).isZero();
            return output;
        } catch (IOException e) {
            throw new IllegalStateException(name + " cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** An AMQP connection as one of the accounts of {@code broker/definitions.json}. */
    public Connection connect(String account) {
        makeReady(account);
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(port("amqp"));
        factory.setUsername(account);
        factory.setPassword(passwordOf(account));
        factory.setAutomaticRecoveryEnabled(false);
        try {
            return factory.newConnection("test");
        } catch (IOException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @return where this account logs in, for programs of other languages */
    public String url(String account) {
        return "amqp://" + account + ":" + passwordOf(account) + "@127.0.0.1:" + port("amqp");
    }

    /** It writes what was declared within two seconds, and a kill would take it back until then. */
    public void writeDeclarations() {
        control("eval", "mnesia:sync_log().");
    }

    private synchronized void makeReady(String account) {
        if (account.equals("event-reader") && readyAccounts.add(account)) {
            control("change_password", account, passwordOf(account));
        }
        if (account.equals(LISTENER) && readyAccounts.add(account)) {
            control("add_user", account, passwordOf(account));
            control(
                    "set_permissions",
                    account,
                    "^event-reader\\.",
                    "^event-reader\\.",
                    "^(chat\\.events|event-reader\\..*)$");
        }
    }

    private String passwordOf(String account) {
        return switch (account) {
            case "chat-relay" -> passwords.get("CHAT_RELAY_PASSWORD");
            case "chat-service" -> passwords.get("CHAT_SERVICE_PASSWORD");
            case "ticket-service" -> passwords.get("CHAT_TICKET_SERVICE_PASSWORD");
            case "event-reader", LISTENER -> "the password of " + account;
            case "chat-operator" -> passwords.get("CHAT_OPERATOR_PASSWORD");
            default -> throw new IllegalArgumentException(account);
        };
    }

    /** Asks the management API, as the operator. */
    public JsonNode management(String path) {
        String credentials = "chat-operator:" + passwordOf("chat-operator");
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + node.getProperty("management.port") + "/api" + path))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                .build();
        return Rest.send(request).expect(200).json();
    }

    public List<String> queues() {
        return names("/queues/%2F?columns=name", "name");
    }

    public List<String> connections() {
        return names("/connections?columns=name", "name");
    }

    /** Source, destination and key of every binding. */
    public List<String> bindings() {
        return management("/bindings/%2F")
                .valueStream()
                .map(binding -> binding.path("source").asString("") + " -> "
                        + binding.path("destination").asString("") + " "
                        + binding.path("routing_key").asString(""))
                .sorted()
                .toList();
    }

    private List<String> names(String path, String field) {
        return management(path)
                .valueStream()
                .map(element -> element.required(field).stringValue())
                .sorted()
                .toList();
    }
}
