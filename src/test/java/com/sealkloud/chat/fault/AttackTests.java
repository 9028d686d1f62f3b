package com.sealkloud.chat.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.sealkloud.chat.testing.PostgresServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What one sender can do to a node in the smallest container, one attack after the other and all at
 * once, while others talk: it answers health, and delivers what those say.
 */
@Tag("fault")
class AttackTests {
    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final Duration AFTERWARDS = Duration.ofSeconds(5);
    private static final Duration HEALTH = Duration.ofSeconds(5);
    private static final int PEOPLE = 3_000;
    private static final int MESSAGES = 60_000;
    private static final int WEBHOOKS = 5;
    private static final int DEAD_LETTERS = 10_000;

    private final Report report = new Report(true);

    @Test
    void oneSenderTakesNoNodeDown() throws IOException, TimeoutException {
        Report.Row row = report.row("attacks of one sender on a node with 512 MB");
        try (Machines machines = new Machines();
                ServerSocket webhooks = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String hook = "http://127.0.0.1:" + webhooks.getLocalPort();
            Node node = machines.startSmall("--chat.webhook.hosts=" + hook);
            try (Load load = new Load(machines.urls()).onlyTalking();
                    Connection service = machines.rabbit().connect("ticket-service")) {
                attack(row, machines, node, load, hook, webhooks, service);
            }
            machines.endNodes();
        } finally {
            report.print();
            report.write();
        }
        row.check();
    }

    private void attack(
            Report.Row row,
            Machines machines,
            Node node,
            Load load,
            String hook,
            ServerSocket webhooks,
            Connection service)
            throws IOException {
        PostgresServer.count(machines.database(), """
                with people as (
                    insert into account (user_id, user_name, user_role, enabled, created_at)
                    select 'guest-' || n, 'guest ' || n, 'CLIENT', true, now() from generate_series(1, %d) n
                    returning 1)
                select count(*) from people""".formatted(PEOPLE));
        Leaver leaver = new Leaver(load, machines.database(), MESSAGES);
        load.start();
        load.goOn(WARM_UP);

        Attacker client = new Attacker(
                node.port(), Api.logIn(node.url(), "carol", "chat-demo").token());
        Attacker employee = new Attacker(node.port(), leaver.token());
        Map<String, Runnable> attacks = new LinkedHashMap<>();
        attacks.put("long subscription ids", client::subscribesWithLongIds);
        attacks.put("long passwords", client::logsInWithLongPasswords);
        attacks.put("octet by octet", client::sendsSlowly);
        attacks.put("guessed passwords", client::guesses);
        attacks.put("frames of one octet", client::sendsFramesOfOneOctet);
        attacks.put("compressed frames", client::inflates);
        attacks.put("transcripts", () -> employee.asksForTranscripts(leaver.room()));
        attacks.put("webhooks that hang", () -> hang(load, hook, webhooks));
        attacks.put("pages of users", employee::asksForUsers);
        attacks.put("10,000 messages that are none", () -> publish(service));

        try (HealthWatch health = new HealthWatch(node.url())) {
            attacks.forEach((name, attack) -> {
                long begun = System.nanoTime();
                attack.run();
                load.goOn(AFTERWARDS);
                row.figure(name, health.longestSince(begun), HEALTH);
                client.close();
                employee.close();
            });
            long begun = System.nanoTime();
            List<Thread> all = attacks.values().stream().map(Thread::new).toList();
            all.forEach(Thread::start);
            load.goOn(AFTERWARDS.multipliedBy(2));
            for (Thread attack : all) {
                join(attack);
            }
            row.figure("all at once", health.longestSince(begun), HEALTH);
            client.close();
            employee.close();
            row.note("p99 of the receipt meanwhile "
                    + Report.seconds(load.ledger().receiptP99(begun, System.nanoTime())));
        }
        row.require(client.answered(200) + client.answered(204) >= 40, "no settings were changed");
        row.require(client.answered(401) + client.answered(429) >= 60, "no guesses were refused");
        row.require(employee.answered(200) > 100, "neither transcripts nor users were answered");
        row.figure("MB of the process", node.ownMegabytes(), 512);
        row.require(node.errors().isEmpty(), "errors: " + node.errors());
        load.settle(row);
    }

    private static void join(Thread attack) {
        try {
            attack.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A8: servers that answer with their headers, and then with nothing. */
    private static void hang(Load load, String hook, ServerSocket webhooks) {
        for (int i = 0; i < WEBHOOKS; i++) {
            load.admin()
                    .post(
                            "/api/v1/webhooks",
                            Map.of("url", hook + "/" + System.nanoTime(), "events", List.of("message.created")));
        }
        Thread server = new Thread(() -> {
            try {
                while (true) {
                    Socket call = webhooks.accept();
                    call.getOutputStream()
                            .write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
                }
            } catch (IOException closed) {
                // With the test.
            }
        });
        server.setDaemon(true);
        server.start();
    }

    /** A10: what a ticket service may publish, and nobody can read. */
    private static void publish(Connection service) {
        try (Channel channel = service.createChannel()) {
            BasicProperties properties =
                    new BasicProperties.Builder().userId("ticket-service").build();
            for (int i = 0; i < DEAD_LETTERS; i++) {
                channel.basicPublish("chat.inbound", "ticket.opened", properties, new byte[] {'{'});
            }
        } catch (IOException | TimeoutException e) {
            assertThat(e).isNull();
        }
    }
}
