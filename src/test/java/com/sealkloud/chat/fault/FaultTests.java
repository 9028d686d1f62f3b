package com.sealkloud.chat.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.testing.PostgresServer;
import com.sealkloud.chat.testing.S3Server;
import com.sealkloud.chat.testing.Servers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * One test for each fault: under load a component fails and recovers, and no acknowledged message,
 * edit, reaction or file is lost.
 */
@Tag("fault")
class FaultTests {
    private static final boolean QUICK = Boolean.getBoolean("fault.quick");
    /**
     * Two virtual machines that have just started translate what they run, at the cost of what is
     * measured.
     */
    private static final Duration WARM_UP = Duration.ofSeconds(QUICK ? 0 : 45);

    private static final Duration NORMAL = Duration.ofSeconds(QUICK ? 5 : 15);
    private static final Duration AFTERWARDS = Duration.ofSeconds(QUICK ? 2 : 5);
    private static final Report REPORT = new Report(!QUICK);

    private static final int IDLE_CLIENTS = 5_000;

    private static Machines machines;
    private Load load;

    @BeforeAll
    static void startMachines() {
        machines = new Machines();
    }

    @AfterAll
    static void endMachines() {
        REPORT.print();
        machines.close();
    }

    @AfterEach
    void endNodes() {
        if (load != null) {
            load.close();
        }
        machines.endNodes();
        REPORT.write();
    }

    /** Lets so many nodes work for a while before something happens to them. */
    private List<Node> startUnderLoad(int nodes) {
        List<Node> started = machines.start(nodes);
        load = new Load(machines.urls()).start();
        load.goOn(NORMAL);
        return started;
    }

    /** Lets them work for a while after it has, and then looks for what is missing. */
    private void goOnAndCheck(Report.Row row) {
        load.goOn(AFTERWARDS);
        load.settle(row);
        machines.awaitIndex();
        load.checkSearch(row);
        machines.checkFiles(row);
        row.check();
    }

    @Test
    @Tag("fault-quick")
    void killedAppLosesNothing() {
        Report.Row row = REPORT.row("`kill -9` the app, during an erasure, restart");
        Node node = startUnderLoad(1).get(0);
        Leaver leaver = new Leaver(load, machines.database(), 200);

        leaver.erase();
        node.kill();
        row.require(leaver.left() > 0, "the erasure was done before the kill");
        load.goOn(Duration.ofSeconds(2));
        node.start().awaitReady();
        row.figure("caught up after", load.awaitWhole(System.nanoTime()), Duration.ofSeconds(15));
        row.figure("not erased", leaver.awaitErased(Duration.ofMinutes(2)).left(), 0);
        goOnAndCheck(row);
    }

    @Test
    void aLongHistoryIsErasedBesideTheOthers() {
        Report.Row row = REPORT.row("the erasure of 100,000 messages");
        startUnderLoad(1);
        Leaver leaver = new Leaver(load, machines.database(), 100_000);
        load.goOn(WARM_UP);
        long warm = System.nanoTime();
        load.goOn(NORMAL);

        long begun = System.nanoTime();
        Duration normal = load.ledger().receiptP99(warm, begun);
        leaver.erase();
        leaver.awaitErased(Duration.ofMinutes(10));
        row.figure("done after", since(begun), Duration.ofMinutes(5));
        row.note("p99 of the receipt before " + Report.seconds(normal));
        row.figure(
                "p99 meanwhile",
                load.ledger().receiptP99(begun, System.nanoTime()),
                atLeast(normal.multipliedBy(2), 40));
        row.figure("not erased", leaver.left(), 0);
        goOnAndCheck(row);
    }

    @Test
    void whatIsDeletedOrErasedIsNowhereToBeFound() {
        Report.Row row = REPORT.row("a scan for what was deleted or erased, two nodes");
        machines.start(2);
        Secrets secrets = sayUnderLoad();
        requireSeen(row, secrets, "log_entry", "search_word", "files", "broker", "heap of node 1", "heap of node 2");
        // Its queues keep what was taken until thousands of others have gone through them.
        requireTakenOut(row, secrets, "broker");
    }

    @Test
    void whatIsSealedIsInTheMemoryOfNodesOnly() {
        Report.Row row = REPORT.row("the same with encryption at rest, and references at RabbitMQ");
        List<String> sealing = new ArrayList<>(Servers.encryption());
        sealing.add("--chat.encryption.events=reference");
        machines.start(2, sealing.toArray(String[]::new));
        Secrets secrets = sayUnderLoad();
        Map<String, Set<String>> places = requireSeen(row, secrets, "heap of node 1", "heap of node 2");
        places.remove("heap of node 1");
        places.remove("heap of node 2");
        places.values().forEach(words -> words.remove(secrets.name()));
        places.values().removeIf(Set::isEmpty);
        row.require(places.isEmpty(), "not sealed: " + places);
        requireTakenOut(row, secrets);
    }

    private Secrets sayUnderLoad() {
        load = new Load(machines.urls()).start();
        Secrets secrets = new Secrets(machines);
        LoadClient listener = load.client("lena", secrets.lena().token(), 1, List.of(secrets.team()));
        listener.start();
        secrets.say();
        listener.stop();
        return secrets;
    }

    private static Map<String, Set<String>> requireSeen(Report.Row row, Secrets secrets, String... places) {
        Map<String, Set<String>> found = machines.placesOf(secrets.mark());
        row.require(found.keySet().containsAll(Set.of(places)), "the scan is blind: " + found.keySet());
        Set<String> inMemory = found.getOrDefault("heap of node 1", Set.of());
        row.require(inMemory.contains(secrets.ofLongText()), "the scan is blind for long texts: " + inMemory);
        return found;
    }

    private void requireTakenOut(Report.Row row, Secrets secrets, String... except) {
        secrets.takeOut();
        machines.awaitRemovals();
        load.goOn(NORMAL);
        Map<String, Set<String>> places = machines.placesOf(secrets.mark());
        places.values().forEach(words -> words.remove(secrets.kept()));
        places.keySet().removeAll(Set.of(except));
        places.values().removeIf(Set::isEmpty);
        row.figure("traces", places.size(), 0);
        row.require(places.isEmpty(), places.toString());
        goOnAndCheck(row);
    }

    @Test
    void killedDuringRotationsLosesNothing() {
        int conversations = QUICK ? 500 : 2_000;
        Report.Row row = REPORT.row("`kill -9` the app during rotations of " + conversations + " keys");
        Node node =
                machines.start(1, Servers.encryption().toArray(String[]::new)).get(0);
        load = new Load(machines.urls()).start();
        Api admin = load.admin();
        // Somebody who is not connected: a client with so many conversations is slow by itself.
        String apart = "agent-apart";
        load.createPerson(apart);
        List<String> rooms = IntStream.range(0, conversations)
                .parallel()
                .mapToObj(number -> load.createRoom("sealed " + number, List.of(apart)))
                .toList();
        Api author = admin.as(load.logIn(apart));
        rooms.parallelStream()
                .forEach(room -> author.post(
                        "/api/v1/conversations/" + room + "/messages", Map.of("content", "sealed in " + room)));

        for (int kill = 0; kill < 3; kill++) {
            admin.post("/api/v1/encryption/rotation", Map.of());
            admin.post("/api/v1/encryption/rotation", Map.of());
            await("some keys are wrapped").pollInterval(Duration.ofMillis(2)).until(() -> toWrap() < conversations);
            node.kill();
            row.require(toWrap() > 0, "a rotation was done before the kill");
            row.note(toWrap() + " keys to wrap at a kill");
            machines.letLeasesEnd();
            node.start().awaitReady();
        }
        await("all keys are wrapped").atMost(Duration.ofMinutes(1)).until(() -> toWrap() == 0);
        // Nothing that the node remembers may help.
        node.kill();
        node.start().awaitReady();
        row.figure("caught up after", load.awaitWhole(System.nanoTime()), Duration.ofSeconds(15));
        row.figure(
                "lost",
                rooms.parallelStream()
                        .filter(room -> !author.get("/api/v1/conversations/" + room + "/messages")
                                .toString()
                                .contains("sealed in " + room))
                        .count(),
                0);
        row.figure("unreadable", (long) admin.metric("chat_encryption_unreadable_total", ""), 0);
        goOnAndCheck(row);
    }

    /** @return how many keys are still wrapped under a former key-encryption key */
    private static long toWrap() {
        return PostgresServer.count(machines.database(), """
                select count(*) from log_key where destroyed_at is null and kek_id <>
                    (select kek_id from key_encryption_key where retired_at is null
                     order by created_at desc, kek_id limit 1)""");
    }

    @Test
    void aLongHistoryIsSealedBesideTheOthers() {
        int messages = QUICK ? 5_000 : 100_000;
        Report.Row row = REPORT.row("encryption is switched on for " + messages + " messages");
        Node node = startUnderLoad(1).get(0);
        Leaver leaver = new Leaver(load, machines.database(), messages);
        node.signal("TERM");
        node.awaitEnd();
        long off = System.nanoTime();
        node.with(Servers.encryption()).start().awaitReady();
        row.figure("caught up after", load.awaitWhole(off), Duration.ofSeconds(30));
        // What was said while the node was away has waited for it.
        load.awaitWhole(System.nanoTime());

        long begun = System.nanoTime();
        await("a round is through")
                .atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofMillis(200))
                .until(() ->
                        load.admin().get("/api/v1/encryption").path("isThrough").asBoolean());
        long through = System.nanoTime();
        row.figure("sealed after", Duration.ofNanos(through - off), Duration.ofMinutes(5));
        row.note("p99 of the receipt meanwhile " + Report.seconds(load.ledger().receiptP99(begun, through)));
        load.goOn(NORMAL);
        row.note("and afterwards " + Report.seconds(load.ledger().receiptP99(through, System.nanoTime())));
        row.figure(
                "not sealed",
                PostgresServer.count(
                        machines.database(),
                        "select count(*) from log_entry where payload not like 'sealed:%'"
                                + " or original not like 'sealed:%'"),
                0);
        await("the index is made of hashes")
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(
                        () -> assertThat(machines.tracesOf(leaver.word())).isEmpty());
        row.figure("unreadable", (long) load.admin().metric("chat_encryption_unreadable_total", ""), 0);
        goOnAndCheck(row);
    }

    @Test
    @Tag("fault-quick")
    void messagesAreAcceptedWhileRabbitIsAway() {
        Duration away = Duration.ofSeconds(QUICK ? 10 : 30);
        Report.Row row = REPORT.row("`kill -9` RabbitMQ, " + away.toSeconds() + " s down, two nodes");
        startUnderLoad(2);
        load.goOn(WARM_UP);
        long warm = System.nanoTime();
        load.goOn(NORMAL);

        long killed = System.nanoTime();
        machines.killRabbit();
        load.goOn(away);
        long restarted = System.nanoTime();
        machines.restartRabbit();
        row.figure("remote delivery after", load.awaitWhole(System.nanoTime()), Duration.ofSeconds(5));
        Duration normal = load.ledger().receiptP99(warm, killed);
        row.note("p99 of the receipt before " + Report.seconds(normal));
        // Below some ten milliseconds it is the machine's other work that is measured.
        row.figure("p99 meanwhile", load.ledger().receiptP99(killed, restarted), atLeast(normal.multipliedBy(2), 40));
        goOnAndCheck(row);
    }

    private static Duration atLeast(Duration bound, long millis) {
        return bound.toMillis() < millis ? Duration.ofMillis(millis) : bound;
    }

    @Test
    void killedPostgresRefusesAtOnceAndRecovers() {
        Report.Row row = REPORT.row("`kill -9` PostgreSQL, restart");
        startUnderLoad(1);

        long killed = System.nanoTime();
        machines.postgres().kill();
        load.goOn(Duration.ofSeconds(8));
        long restarted = System.nanoTime();
        machines.postgres().start();
        row.figure("recovery", load.awaitWhole(System.nanoTime()), Duration.ofSeconds(10));
        row.figure("slowest nack", load.ledger().slowestNack(killed, restarted), Duration.ofSeconds(2));
        row.require(load.ledger().nacksSince(killed) > 0, "nothing was refused");
        goOnAndCheck(row);
    }

    @Test
    void everythingMayDieAtOnce() {
        Report.Row row = REPORT.row("the storage of files, then all four at once");
        S3Server bucket = machines.startBucket();
        Node node = startUnderLoad(1).get(0);

        bucket.kill();
        await("uploads without a storage")
                .atMost(Duration.ofSeconds(30))
                .until(() -> load.changes().refusedUploads() > 0);
        bucket.start();
        load.goOn(AFTERWARDS);
        bucket.kill();
        node.kill();
        machines.postgres().kill();
        machines.killRabbit();
        machines.postgres().start();
        machines.restartRabbit();
        bucket.start();
        node.start().awaitReady();
        row.figure("caught up after", load.awaitWhole(System.nanoTime()), Duration.ofSeconds(15));
        goOnAndCheck(row);
    }

    @Test
    void killedWhileOldFilesAreSealedLosesNone() {
        Report.Row row = REPORT.row("`kill -9` the app while files from before encryption are sealed");
        machines.start(1);
        OldFiles files = new OldFiles(machines, QUICK ? 200 : 1_000);
        machines.endNodes();
        Node node = machines.add(
                1, machines.rabbit().arguments(), Servers.encryption().toArray(String[]::new));
        int kills = 0;
        for (long plain = files.plain(); kills < 3 && plain > 0; plain = files.plain()) {
            long before = plain;
            await("some more sealed files")
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> files.plain() < before);
            node.kill();
            kills++;
            row.note(files.plain() + " plain at a kill");
            machines.letLeasesEnd();
            node.start();
        }
        row.require(kills > 1, "all were sealed before the second kill");
        node.awaitReady();
        row.figure("unlike what was sent, meanwhile", files.unlike(node), 0);
        await("all sealed").atMost(Duration.ofMinutes(2)).until(() -> files.plain() == 0);
        machines.awaitRemovals();
        row.figure("unlike what was sent", files.unlike(node), 0);
        row.figure("plain files that are left", files.leftPlain(), 0);
        machines.checkFiles(row);
        row.withoutMessages();
        row.check();
    }

    @Test
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

    @Test
    void killedNodeIsReplacedByTheOther() {
        Report.Row row = REPORT.row("two nodes: `kill -9` one");
        List<Node> nodes = machines.start(2);
        load = new Load(machines.urls());
        load.createPerson("agent-gone");
        LoadClient gone = new LoadClient(
                "agent-gone", load.logIn("agent-gone"), List.of(nodes.get(1).url()), List.of(), load.ledger());
        gone.start();
        load.start();
        load.goOn(NORMAL);
        Api admin = load.admin().at(nodes.get(0).url());
        row.require(!statusOf(admin, "agent-gone").equals("offline"), "agent-gone was never here");

        long killed = System.nanoTime();
        nodes.get(1).kill();
        row.figure("whole on the other after", load.awaitWhole(killed), Duration.ofSeconds(15));
        await("presence")
                .atMost(Duration.ofSeconds(60))
                .until(() -> statusOf(admin, "agent-gone").equals("offline"));
        row.figure("presence right after", since(killed), Duration.ofSeconds(30));
        gone.stop();
        row.require(
                load.clients().stream()
                        .noneMatch(client -> statusOf(admin, client.userId()).equals("offline")),
                "somebody who moved is shown as gone");
        goOnAndCheck(row);
    }

    private static String statusOf(Api api, String userId) {
        return api.get("/api/v1/users?query=" + userId)
                .path("items")
                .valueStream()
                .filter(user -> user.path("userId").stringValue().equals(userId))
                .findFirst()
                .orElseThrow()
                .path("status")
                .stringValue();
    }

    private static Duration since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }

    @Test
    void nodeCutOffFromRabbitGoesOn() {
        Report.Row row = REPORT.row("one of two nodes cut off from RabbitMQ for 30 s");
        machines.start(1);
        try (Wire stomp = new Wire(machines.rabbit().port("stomp"));
                Wire amqp = new Wire(machines.rabbit().port("amqp"))) {
            Node other = machines.add(2, machines.rabbit().arguments(stomp.port(), amqp.port()))
                    .awaitReady();
            load = new Load(machines.urls()).start();
            load.goOn(NORMAL);

            long cut = System.nanoTime();
            stomp.cut();
            amqp.cut();
            load.goOn(Duration.ofSeconds(30));
            long healed = System.nanoTime();
            stomp.heal();
            amqp.heal();
            row.figure("both caught up after", load.awaitWhole(System.nanoTime()), Duration.ofSeconds(10));
            row.note("p99 of the receipt meanwhile "
                    + Report.seconds(load.ledger().receiptP99(cut, healed)));
            row.require(
                    load.ledger().receiptsSince(cut) > 0
                            && load.clients().stream().allMatch(client -> client.drops() == 0),
                    "a client lost its connection");
            row.require(other.isReady(), "the node that was cut off is not ready");
            goOnAndCheck(row);
            machines.endNodes();
        }
    }

    @Test
    void stoppedAppGoesOnAfterwards() {
        Report.Row row = REPORT.row("`SIGSTOP` the app for 20 s");
        Node node = startUnderLoad(1).get(0);

        node.signal("STOP");
        load.goOn(Duration.ofSeconds(20));
        node.signal("CONT");
        row.figure("caught up after", load.awaitWhole(System.nanoTime()), Duration.ofSeconds(15));
        goOnAndCheck(row);
    }

    @Test
    void thoseWhoNeverReadAreCutOff() {
        Report.Row row = REPORT.row("50 clients that never read");
        Node node = machines.start(1).get(0);
        load = new Load(machines.urls());
        load.createPerson("agent-stalled");
        load.createPerson("agent-writer");
        String room = load.createRoom("much to read", List.of("agent-stalled", "agent-writer"));
        LoadClient writer = load.client("agent-writer", load.logIn("agent-writer"), 0, List.of(room));
        String token = load.logIn("agent-stalled");
        load.start();
        writer.start();
        load.goOn(WARM_UP);
        // What is said to them costs something in any case; the question is what it costs others
        // that they do not read it.
        ScheduledFuture<?> writing = LoadClient.TIMER.scheduleAtFixedRate(
                () -> writer.say(room, "x".repeat(9_000)), 0, 50, TimeUnit.MILLISECONDS);
        load.goOn(NORMAL);
        long warm = System.nanoTime();
        load.goOn(NORMAL);
        Duration normal = load.ledger().receiptP99(warm, System.nanoTime());
        double socketsBefore = load.admin().metric("chat_sockets", "");

        List<Stalled> stalled = IntStream.range(0, 50)
                .mapToObj(number -> new Stalled(node.url(), token, room))
                .toList();
        long from = System.nanoTime();
        await("sockets")
                .atMost(Duration.ofSeconds(60))
                .until(() -> load.admin().metric("chat_sockets", "") <= socketsBefore);
        row.figure("closed after", since(from), Duration.ofSeconds(15));
        load.goOn(AFTERWARDS);
        writing.cancel(false);
        row.note("p99 of the receipt before " + Report.seconds(normal));
        row.figure(
                "p99 of the others meanwhile",
                load.ledger().receiptP99(from, System.nanoTime()),
                atLeast(normal.multipliedBy(3).dividedBy(2), 40));
        row.figure(
                "heap in MB", (long) (load.admin().metric("jvm_memory_used_bytes", "area=\"heap\"") / 1_000_000), 320);
        stalled.forEach(Stalled::close);

        load.settle(row);
        writer.stop();
        row.check();
    }

    @Test
    void rollingRestartIsNotNoticed() {
        Report.Row row = REPORT.row("rolling restart of two nodes");
        List<Node> nodes = startUnderLoad(2);

        for (Node node : nodes) {
            node.signal("TERM");
            row.figure("a node ended within", node.awaitEnd(), Duration.ofSeconds(30));
            node.start().awaitReady();
        }
        row.figure("caught up after", load.awaitWhole(System.nanoTime()), Duration.ofSeconds(15));
        row.note("slowest receipt with all repeats "
                + Report.seconds(load.ledger().slowestAcknowledgement()));
        goOnAndCheck(row);
    }

    @Test
    void thousandClientsReconnectAtOnce() {
        Report.Row row = REPORT.row("1,000 clients reconnect at once, 20 missed events each");
        machines.start(1);
        load = new Load(machines.urls());
        List<LoadClient> crowd = load.crowd(20, 50);
        load.start();
        crowd.forEach(LoadClient::start);
        await("the crowd")
                .atMost(Duration.ofSeconds(120))
                .until(() -> crowd.stream().allMatch(LoadClient::isLive));
        crowd.forEach(LoadClient::stop);
        load.goOn(AFTERWARDS);
        List<Ledger.Sent> missed = load.sayToCrowd(20);
        await("what is missed")
                .atMost(Duration.ofSeconds(30))
                .until(() -> missed.stream().allMatch(Ledger.Sent::isAcknowledged));

        String connections = "select count(*) from pg_stat_activity where datname = current_database()"
                + " and application_name <> 'observer'";
        AtomicLong most = new AtomicLong();
        ScheduledFuture<?> observing = LoadClient.TIMER.scheduleAtFixedRate(
                () -> most.accumulateAndGet(
                        PostgresServer.count(machines.database() + "?ApplicationName=observer", connections),
                        Math::max),
                0,
                500,
                TimeUnit.MILLISECONDS);
        long from = System.nanoTime();
        crowd.forEach(LoadClient::start);
        row.figure("all caught up after", load.awaitWhole(from, crowd), Duration.ofSeconds(15));
        observing.cancel(false);
        row.figure("database connections", most.get(), 16);
        crowd.forEach(LoadClient::stop);

        load.settle(row);
        row.check();
    }

    @Test
    void idleClientsAreCheap() {
        Report.Row row = REPORT.row("5,000 idle clients with three subscriptions each");
        Idle perNode = idle("per-node");
        row.note(perNode.toString());
        row.figure("per-node: MB of the application", perNode.megabytes(), 600);
        row.figure("per-node: more connections to RabbitMQ than before", perNode.connections(), 0);
        machines.endNodes();
        row.note(idle("per-client").toString());
        row.withoutMessages();
        row.check();
    }

    /**
     * What a node and RabbitMQ have of the clients: memory of the node with and without them,
     * connections because of them.
     */
    private record Idle(String sessions, long megabytes, long megabytesBefore, long connections, Duration ready) {
        @Override
        public String toString() {
            return "%s: %d MB (%d before), %d kB each, %d connections to RabbitMQ for them, all ready after %s"
                    .formatted(
                            sessions,
                            megabytes,
                            megabytesBefore,
                            (megabytes - megabytesBefore) * 1024 / IDLE_CLIENTS,
                            connections,
                            Report.seconds(ready));
        }
    }

    private Idle idle(String sessions) {
        Node node = machines.start(1, "--chat.relay.sessions=" + sessions).get(0);
        load = new Load(machines.urls());
        List<LoadClient> crowd = load.crowd(IDLE_CLIENTS / 50, 50);
        long before = node.residentMegabytes();
        int connections = machines.rabbit().connections().size();
        long from = System.nanoTime();
        // Fifty at a time: what is measured is how they are borne, not how they come.
        for (int i = 0; i < crowd.size(); i += 50) {
            List<LoadClient> next = crowd.subList(i, i + 50);
            next.forEach(LoadClient::start);
            await("fifty more after " + i)
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> next.stream().allMatch(LoadClient::isLive));
        }
        Duration ready = Duration.ofNanos(System.nanoTime() - from);
        // The management API looks at connections every few seconds.
        AtomicLong latest = new AtomicLong(-1);
        await("a steady number of connections")
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofSeconds(6))
                .until(() -> {
                    long now = machines.rabbit().connections().size();
                    return latest.getAndSet(now) == now;
                });
        Idle idle = new Idle(sessions, node.residentMegabytes(), before, latest.get() - connections, ready);
        crowd.forEach(LoadClient::stop);
        load.close();
        return idle;
    }
}
