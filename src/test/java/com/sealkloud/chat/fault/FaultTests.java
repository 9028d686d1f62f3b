package com.sealkloud.chat.fault;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One test for each fault: under load something is taken away and comes back, and nothing that was acknowledged is missing. */
@Tag("fault")
class FaultTests {
    private static final boolean QUICK = Boolean.getBoolean("fault.quick");
    private static final Duration NORMAL = Duration.ofSeconds(QUICK ? 5 : 15);
    private static final Duration AFTERWARDS = Duration.ofSeconds(QUICK ? 2 : 5);
    private static final Report REPORT = new Report();

    private static Machines machines;
    private Load load;

    @BeforeAll
    static void startMachines() {
        machines = new Machines();
    }

    @AfterAll
    static void endMachines() {
        REPORT.write();
        machines.close();
    }

    @AfterEach
    void endNodes() {
        if (load != null) {
            load.close();
        }
        machines.endNodes();
    }

    @Test
    @Tag("fault-quick")
    void killedAppLosesNothing() {
        Report.Row row = REPORT.row("`kill -9` the app, restart");
        Node node = machines.start(1).get(0);
        load = new Load(machines.urls()).start();
        load.goOn(NORMAL);

        node.kill();
        load.goOn(Duration.ofSeconds(2));
        node.start().awaitReady();
        row.figure("whole after", load.awaitWhole(System.nanoTime()), Duration.ofSeconds(15));
        load.goOn(AFTERWARDS);

        load.settle(row);
        row.check();
    }

    @Test
    @Tag("fault-quick")
    void messagesAreAcceptedWhileRabbitIsAway() {
        Duration away = Duration.ofSeconds(QUICK ? 10 : 30);
        Report.Row row = REPORT.row("`kill -9` RabbitMQ, " + away.toSeconds() + " s down, two nodes");
        machines.start(2);
        load = new Load(machines.urls()).start();
        load.goOn(NORMAL);
        long warm = System.nanoTime();
        load.goOn(NORMAL);

        long killed = System.nanoTime();
        machines.rabbit().kill();
        load.goOn(away);
        long restarted = System.nanoTime();
        machines.rabbit().restart();
        row.figure("remote delivery after", load.awaitWhole(System.nanoTime()), Duration.ofSeconds(5));
        Duration normal = load.ledger().receiptP99(warm, killed);
        row.note("p99 of the receipt before " + Report.seconds(normal));
        // Below some ten milliseconds it is the machine's other work that is measured.
        row.figure("p99 meanwhile", load.ledger().receiptP99(killed, restarted), atLeast(normal.multipliedBy(2), 40));
        load.goOn(AFTERWARDS);

        load.settle(row);
        row.check();
    }

    private static Duration atLeast(Duration bound, long millis) {
        return bound.toMillis() < millis ? Duration.ofMillis(millis) : bound;
    }

    @Test
    void killedPostgresRefusesAtOnceAndRecovers() {
        Report.Row row = REPORT.row("`kill -9` PostgreSQL, restart");
        machines.start(1);
        load = new Load(machines.urls()).start();
        load.goOn(NORMAL);

        long killed = System.nanoTime();
        machines.postgres().kill();
        load.goOn(Duration.ofSeconds(8));
        long restarted = System.nanoTime();
        machines.postgres().start();
        row.figure("recovery", load.awaitWhole(System.nanoTime()), Duration.ofSeconds(10));
        row.figure("slowest nack", load.ledger().slowestNack(killed, restarted), Duration.ofSeconds(2));
        row.require(load.ledger().nacksSince(killed) > 0, "nothing was refused");
        load.goOn(AFTERWARDS);

        load.settle(row);
        row.check();
    }

    @Test
    void everythingMayDieAtOnce() {
        Report.Row row = REPORT.row("all three at once");
        Node node = machines.start(1).get(0);
        load = new Load(machines.urls()).start();
        load.goOn(NORMAL);

        node.kill();
        machines.postgres().kill();
        machines.rabbit().kill();
        machines.postgres().start();
        machines.rabbit().restart();
        node.start().awaitReady();
        row.figure("whole after", load.awaitWhole(System.nanoTime()), Duration.ofSeconds(15));
        load.goOn(AFTERWARDS);

        load.settle(row);
        row.check();
    }

    @Test
    @Tag("fault-quick")
    void lostReceiptStoresOnce() {
        Report.Row row = REPORT.row("the receipt is lost after the commit, sent 10 times");
        machines.start(1);
        load = new Load(machines.urls()).start();

        LoadClient forgetful = load.talkers().get(0);
        String room = List.copyOf(forgetful.rooms()).get(0);
        forgetful.loseReceipts(true);
        Ledger.Sent message = forgetful.say(room, "Did you get this?");
        for (int sent = 1; sent < 10; sent++) {
            load.goOn(Duration.ofMillis(300));
            if (sent % 3 == 0) {
                forgetful.drop();
            } else {
                forgetful.transmit(message);
            }
        }
        forgetful.loseReceipts(false);
        forgetful.drop();

        load.settle(row);
        row.figure(
                "rows",
                PostgresServer.count(
                        machines.database(),
                        "select count(*) from log_entry where client_message_id = '" + message.clientMessageId + "'"),
                1);
        row.check();
    }
}
