package com.sealkloud.chat.fault;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Twenty-four users who chat in six rooms, 120 messages per second altogether (20 in a short run),
 * and two more in a quiet room, on different nodes if there are several: their messages reach each
 * other only through the broker.
 */
final class Load implements AutoCloseable {
    static final int TALKERS = 24;
    private static final int ROOMS = 6;
    private static final int CROWD_ROOMS = 10;
    /** A short run would spend most of its time with what two virtual machines have put off. */
    private static final int PER_SECOND = Boolean.getBoolean("fault.quick") ? 20 : 120;

    /** Of so many messages one is edited, gets a reaction, and is followed by a file. */
    private static final int CHANGED = Boolean.getBoolean("fault.quick") ? 12 : 24;

    private static final String PASSWORD = "load-user-of-a-test";

    private final List<URI> servers;
    private final Api admin;
    private final Ledger ledger = new Ledger();
    private final List<LoadClient> talkers = new ArrayList<>();
    private final LoadClient quietWriter;
    private final LoadClient quietReader;
    private final String quietRoom;
    private final List<String> crowdRooms = new ArrayList<>();
    private LoadClient crowdWriter;
    private int next;
    private int nextQuiet;
    private final List<ScheduledFuture<?>> talking = new ArrayList<>();
    private final Changes changes = new Changes();
    private boolean isChanging = true;

    Load(List<URI> servers) {
        this.servers = servers;
        this.admin = Api.logIn(servers.get(0), "ada", "chat-demo");
        List<String> ids = IntStream.rangeClosed(1, TALKERS + 2)
                .mapToObj(number -> String.format("agent-%03d", number))
                .toList();
        ids.parallelStream().forEach(this::createPerson);
        List<String> rooms = new ArrayList<>();
        for (int room = 0; room < ROOMS; room++) {
            rooms.add(createRoom("room " + room, membersOf(room, ids)));
        }
        quietRoom = createRoom("quiet", ids.subList(TALKERS, TALKERS + 2));
        List<String> tokens = ids.parallelStream().map(this::logIn).toList();
        for (int i = 0; i < TALKERS; i++) {
            List<String> own = List.of(rooms.get(i % ROOMS), rooms.get((i + 1) % ROOMS));
            talkers.add(client(ids.get(i), tokens.get(i), i, own));
        }
        quietWriter = client(ids.get(TALKERS), tokens.get(TALKERS), 0, List.of(quietRoom));
        quietReader = client(ids.get(TALKERS + 1), tokens.get(TALKERS + 1), 1, List.of(quietRoom));
    }

    private static List<String> membersOf(int room, List<String> ids) {
        return IntStream.range(0, TALKERS)
                .filter(i -> i % ROOMS == room || (i + 1) % ROOMS == room)
                .mapToObj(ids::get)
                .toList();
    }

    void createPerson(String userId) {
        admin.post(
                "/api/v1/users",
                Map.of("userId", userId, "userName", userId, "userRole", "employee_l1", "password", PASSWORD));
    }

    String createRoom(String name, List<String> members) {
        return admin.post("/api/v1/rooms", Map.of("name", name, "kind", "team", "memberIds", members))
                .path("roomId")
                .stringValue();
    }

    String logIn(String userId) {
        return Api.logIn(servers.get(0), userId, PASSWORD).token();
    }

    /** @param home which of the nodes it prefers */
    LoadClient client(String userId, String token, int home, List<String> rooms) {
        List<URI> preferred = new ArrayList<>(servers);
        Collections.rotate(preferred, -(home % servers.size()));
        return new LoadClient(userId, token, preferred, rooms, ledger);
    }

    /**
     * More clients of more people, in rooms of their own that are quiet until {@link #sayToCrowd}.
     *
     * @param people each in one of ten rooms
     * @param devices of each of them
     */
    List<LoadClient> crowd(int people, int devices) {
        List<String> ids = IntStream.rangeClosed(1, people)
                .mapToObj(number -> String.format("agent-%03d", 100 + number))
                .toList();
        ids.parallelStream().forEach(this::createPerson);
        createPerson("agent-900");
        List<LoadClient> crowd = new ArrayList<>();
        for (int room = 0; room < CROWD_ROOMS; room++) {
            List<String> members = new ArrayList<>();
            for (int i = room; i < people; i += CROWD_ROOMS) {
                members.add(ids.get(i));
            }
            members.add("agent-900");
            String roomId = createRoom("crowd " + room, members);
            crowdRooms.add(roomId);
            members.remove("agent-900");
            for (String member : members) {
                String token = logIn(member);
                for (int device = 0; device < devices; device++) {
                    crowd.add(client(member, token, 0, List.of(roomId)));
                }
            }
        }
        crowdWriter = client("agent-900", logIn("agent-900"), 0, crowdRooms);
        crowdWriter.start();
        return crowd;
    }

    /** Says so many things in each of the crowd's rooms. */
    List<Ledger.Sent> sayToCrowd(int messages) {
        List<Ledger.Sent> said = new ArrayList<>();
        for (String room : crowdRooms) {
            for (int i = 0; i < messages; i++) {
                said.add(crowdWriter.say(room, "You have missed this."));
            }
        }
        return said;
    }

    Api admin() {
        return admin;
    }

    Ledger ledger() {
        return ledger;
    }

    List<LoadClient> talkers() {
        return talkers;
    }

    List<LoadClient> clients() {
        List<LoadClient> all = new ArrayList<>(talkers);
        all.add(quietWriter);
        all.add(quietReader);
        return all;
    }

    /** They neither edit nor send files: what is sent more often than people do has limits. */
    Load onlyTalking() {
        isChanging = false;
        return this;
    }

    /** Connects everybody, and lets them talk. */
    Load start() {
        clients().forEach(LoadClient::start);
        await("connections").atMost(Duration.ofSeconds(60)).until(this::allLive);
        long period = TimeUnit.SECONDS.toNanos(1) / PER_SECOND;
        talking.add(LoadClient.TIMER.scheduleAtFixedRate(this::sayOne, period, period, TimeUnit.NANOSECONDS));
        talking.add(LoadClient.TIMER.scheduleAtFixedRate(
                () -> quietWriter.say(quietRoom, "between nodes " + ++nextQuiet), 100, 250, TimeUnit.MILLISECONDS));
        return this;
    }

    private void sayOne() {
        LoadClient talker = talkers.get(next++ % TALKERS);
        List<String> rooms = List.copyOf(talker.rooms());
        Ledger.Sent message = talker.say(
                rooms.get(ThreadLocalRandom.current().nextInt(rooms.size())),
                "The printer on the second floor answers again, ticket closed. " + next);
        if (isChanging && next % CHANGED == 0) {
            LoadClient other = talkers.get((next - 1 + ROOMS) % TALKERS);
            LoadClient.TIMER.schedule(() -> changes.make(talker, message, other), 1, TimeUnit.SECONDS);
        }
    }

    Changes changes() {
        return changes;
    }

    boolean allLive() {
        return clients().stream().allMatch(LoadClient::isLive);
    }

    /** Lets the load go on for a while. */
    void goOn(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * @return how long after {@code since} everybody is connected and shows everything that was
     *     written before it
     */
    Duration awaitWhole(long since) {
        return awaitWhole(since, clients());
    }

    Duration awaitWhole(long since, List<LoadClient> readers) {
        List<Ledger.Sent> written = new ArrayList<>(ledger.sentBefore(since));
        List<LoadClient> missing = new ArrayList<>(readers);
        await("everybody whole")
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(50))
                .pollDelay(Duration.ZERO)
                .until(() -> {
                    written.removeIf(message ->
                            message.isAcknowledged() && missing.stream().allMatch(reader -> reader.shows(message)));
                    return written.isEmpty() && missing.stream().allMatch(LoadClient::isLive);
                });
        return Duration.ofNanos(System.nanoTime() - since);
    }

    /**
     * Ends the talking, waits for every answer, and compares what was acknowledged with what
     * everybody shows.
     */
    void settle(Report.Row row) {
        talking.forEach(task -> task.cancel(false));
        long end = System.nanoTime();
        awaitWhole(end);
        changes.settle(clients(), row);
        Collection<Ledger.Sent> sent = ledger.all();
        long lost = sent.stream()
                .filter(Ledger.Sent::isAcknowledged)
                .filter(message -> clients().stream().anyMatch(client -> !client.shows(message)))
                .count();
        long duplicates = 0;
        boolean sameOrder = true;
        Map<String, List<Reading.Shown>> first = new HashMap<>();
        for (LoadClient client : clients()) {
            for (String room : client.rooms()) {
                List<Reading.Shown> shown = client.shown(room);
                List<Reading.Shown> other = first.putIfAbsent(room, shown);
                sameOrder &= other == null || agree(other, shown);
                Set<String> ids = new HashSet<>();
                duplicates += shown.stream()
                        .filter(event -> !event.clientMessageId().isEmpty() && !ids.add(event.clientMessageId()))
                        .count();
            }
            sameOrder &= client.contradictions().isEmpty();
        }
        row.ledger(sent.size(), ledger.acknowledgedCount(), lost, duplicates, sameOrder, ledger.refusals());
    }

    /** What was acknowledged right before a fault is found, as what it says now. */
    void checkSearch(Report.Row row) {
        Ledger.Sent message = ledger.lastBeforeTheLongestSilence();
        LoadClient reader = clients().stream()
                .filter(client -> client.rooms().contains(message.room))
                .findFirst()
                .orElseThrow();
        long seq = reader.seqOf(message);
        String[] words = reader.state(message.room).words().get(seq).split(" ");
        String phrase = "\"" + words[words.length - 2] + " " + words[words.length - 1] + "\"";
        boolean isFound = admin.as(reader.token())
                .at(reader.server())
                .get("/api/v1/search/messages?limit=100&conversationId=" + message.room + "&q="
                        + URLEncoder.encode(phrase, StandardCharsets.UTF_8))
                .path("items")
                .valueStream()
                .anyMatch(hit -> hit.path("seq").asLong(0) == seq);
        row.require(isFound, "not found: " + phrase);
    }

    private static boolean agree(List<Reading.Shown> one, List<Reading.Shown> other) {
        int common = Math.min(one.size(), other.size());
        return one.subList(0, common).equals(other.subList(0, common));
    }

    @Override
    public void close() {
        talking.forEach(task -> task.cancel(false));
        clients().forEach(LoadClient::stop);
        if (crowdWriter != null) {
            crowdWriter.stop();
        }
    }
}
