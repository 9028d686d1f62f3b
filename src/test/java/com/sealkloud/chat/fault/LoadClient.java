package com.sealkloud.chat.fault;

import com.sealkloud.chat.testing.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/**
 * A client that behaves like the web client: it reconnects with jitter, catches up from the log,
 * fetches gaps, and resends a message under its {@code clientMessageId} until it is acknowledged.
 */
final class LoadClient {
    static final ScheduledExecutorService TIMER = Executors.newScheduledThreadPool(2, runnable -> {
        Thread thread = new Thread(runnable, "load-timer");
        thread.setDaemon(true);
        return thread;
    });
    static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private static final int FIRST_WAIT_MILLIS = 500;
    private static final int LONGEST_WAIT_MILLIS = 8_000;
    private static final long ANSWER_TIMEOUT_MILLIS = 15_000;
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final String userId;
    private final String token;
    private final List<URI> servers;
    private final Ledger ledger;
    private final Map<String, Reading> readings = new LinkedHashMap<>();
    private final Map<String, Ledger.Sent> unanswered = new LinkedHashMap<>();
    private final Map<String, String> bodies = new HashMap<>();
    private final AtomicInteger drops = new AtomicInteger();

    private Connection connection;
    private int attempts;
    private int serverIndex;
    private boolean wanted;
    private boolean losesReceipts;
    private boolean paused;
    private int pauses;

    /**
     * @param servers base addresses; the first is preferred, another is tried when it does not
     *     answer
     */
    LoadClient(String userId, String token, List<URI> servers, List<String> rooms, Ledger ledger) {
        this.userId = userId;
        this.token = token;
        this.servers = List.copyOf(servers);
        this.ledger = ledger;
        rooms.forEach(room -> readings.put(room, new Reading()));
    }

    String userId() {
        return userId;
    }

    String token() {
        return token;
    }

    synchronized void start() {
        wanted = true;
        connect();
    }

    synchronized void stop() {
        wanted = false;
        if (connection != null) {
            connection.end();
        }
    }

    /** Ends the socket without a word and comes back, unless {@link #stop} was called. */
    synchronized void drop() {
        if (connection != null) {
            connection.lost();
        }
    }

    /** From now on every receipt is overheard, as if the connection had broken just before it. */
    synchronized void loseReceipts(boolean lose) {
        losesReceipts = lose;
    }

    /** @return how often it lost its connection */
    int drops() {
        return drops.get();
    }

    synchronized boolean isLive() {
        return connection != null && connection.whole;
    }

    synchronized URI server() {
        return servers.get(serverIndex % servers.size());
    }

    synchronized List<Reading.Shown> shown(String room) {
        return readings.get(room).shown();
    }

    synchronized Set<String> rooms() {
        return Set.copyOf(readings.keySet());
    }

    /** @return whether it shows this message, or is not in its room */
    synchronized boolean shows(Ledger.Sent message) {
        Reading reading = readings.get(message.room);
        return reading == null || reading.has(message.clientMessageId);
    }

    /** @return null as long as it is not shown */
    synchronized Long seqOf(Ledger.Sent message) {
        return readings.get(message.room).seqOf(message.clientMessageId);
    }

    synchronized Reading.State state(String room) {
        return readings.get(room).state();
    }

    synchronized long covered(String room) {
        return readings.get(room).covered();
    }

    synchronized List<String> contradictions() {
        List<String> all = new ArrayList<>();
        readings.values().forEach(reading -> all.addAll(reading.contradictions()));
        return all;
    }

    /**
     * Writes a message; it goes out at once if there is a connection, else as soon as there is one.
     */
    synchronized Ledger.Sent say(String room, String text) {
        String clientMessageId = UUID.randomUUID().toString();
        Ledger.Sent message = new Ledger.Sent(clientMessageId, room);
        bodies.put(clientMessageId, text);
        ledger.sent(message);
        unanswered.put(clientMessageId, message);
        if (connection != null && connection.connected) {
            transmit(message);
        }
        return message;
    }

    /** Sends it (again), whether or not an answer has come. */
    synchronized void transmit(Ledger.Sent message) {
        Connection current = connection;
        if (current == null || !current.connected || paused) {
            return;
        }
        message.lastAt = System.nanoTime();
        long attempt = message.lastAt;
        String body = Json.write(Map.of(
                "roomId",
                message.room,
                "content",
                bodies.get(message.clientMessageId),
                "clientMessageId",
                message.clientMessageId));
        current.send("SEND\ndestination:/app/room_message\ncontent-type:application/json\nreceipt:m-"
                + message.clientMessageId + "\n\n" + body + "\0");
        TIMER.schedule(() -> againUnlessAnswered(message, attempt), ANSWER_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** After a refusal nothing is sent for a while, each time longer. */
    private void pause(long atLeastMillis) {
        if (!paused) {
            paused = true;
            long bound = Math.min(LONGEST_WAIT_MILLIS, 1_000L << Math.min(pauses++, 10));
            TIMER.schedule(
                    this::resume,
                    Math.max(
                            atLeastMillis,
                            bound / 2 + ThreadLocalRandom.current().nextLong(bound / 2)),
                    TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void resume() {
        paused = false;
        List.copyOf(unanswered.values()).forEach(this::transmit);
    }

    private synchronized void againUnlessAnswered(Ledger.Sent message, long attempt) {
        if (unanswered.containsKey(message.clientMessageId) && message.lastAt == attempt) {
            transmit(message);
        }
    }

    private void connect() {
        Connection next = new Connection(server());
        connection = next;
        URI base = next.server;
        HTTP.newWebSocketBuilder()
                .subprotocols("v12.stomp")
                .connectTimeout(Duration.ofSeconds(10))
                .buildAsync(URI.create("ws://" + base.getAuthority() + "/ws"), next)
                .whenComplete((socket, failure) -> {
                    if (failure != null) {
                        next.lost();
                    }
                });
        TIMER.schedule(
                () -> {
                    if (!next.connected) {
                        next.lost();
                    }
                },
                15,
                TimeUnit.SECONDS);
    }

    private synchronized void connectAgain(Connection lost) {
        if (wanted && connection == lost) {
            connect();
        }
    }

    /** One WebSocket, from its opening to its end. */
    private final class Connection implements WebSocket.Listener {
        private final URI server;
        private final StringBuilder partial = new StringBuilder();
        private final Set<String> fetching = new HashSet<>();
        private final Set<String> awaited = new HashSet<>();
        private final Set<String> caughtUp = new HashSet<>();
        private CompletableFuture<?> tail = CompletableFuture.completedFuture(null);
        private WebSocket socket;
        private boolean ended;
        private volatile boolean connected;
        private volatile boolean whole;
        private volatile long heardAt = System.nanoTime();
        private int standing;

        Connection(URI server) {
            this.server = server;
        }

        @Override
        public void onOpen(WebSocket webSocket) {
            synchronized (LoadClient.this) {
                socket = webSocket;
                if (ended) {
                    webSocket.abort();
                    return;
                }
                send("CONNECT\naccept-version:1.2\nhost:chat\nheart-beat:10000,10000\nAuthorization:Bearer " + token
                        + "\n\n\0");
            }
            webSocket.request(1);
            beat();
        }

        private void beat() {
            synchronized (LoadClient.this) {
                if (ended) {
                    return;
                }
                if (System.nanoTime() - heardAt > SILENCE_NANOS) {
                    lost();
                    return;
                }
                if (connected) {
                    send("\n");
                }
            }
            TIMER.schedule(this::beat, 5, TimeUnit.SECONDS);
        }

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            heardAt = System.nanoTime();
            partial.append(data);
            if (last) {
                String[] frames = partial.toString().split("\0");
                partial.setLength(0);
                for (String frame : frames) {
                    if (!frame.isBlank()) {
                        frame(frame.stripLeading());
                    }
                }
            }
            webSocket.request(1);
            return null;
        }

        private void frame(String text) {
            int blank = text.indexOf("\n\n");
            String head = text.substring(0, blank);
            if (head.startsWith("MESSAGE")) {
                message(Json.read(text.substring(blank + 2)));
            } else if (head.startsWith("RECEIPT")) {
                receipt(header(head, "receipt-id"));
            } else if (head.startsWith("CONNECTED")) {
                synchronized (LoadClient.this) {
                    connected = true;
                    subscribe("/user/queue/messages");
                    subscribe("/user/queue/errors");
                    readings.keySet().forEach(room -> subscribe("/topic/room." + room));
                }
            } else if (head.startsWith("ERROR")) {
                String code = header(head, "message");
                if (!code.equals("unavailable") && !code.equals("rate_limited")) {
                    ledger.refused(userId + ": " + head);
                }
                String turn = header(head, "retryAfterMs");
                lost(turn.isEmpty() ? 0 : Long.parseLong(turn));
            }
        }

        private static String header(String head, String name) {
            int start = head.indexOf("\n" + name + ":");
            if (start < 0) {
                return "";
            }
            int from = start + name.length() + 2;
            int end = head.indexOf('\n', from);
            return end < 0 ? head.substring(from) : head.substring(from, end);
        }

        private void subscribe(String destination) {
            send("SUBSCRIBE\nid:" + destination + "\ndestination:" + destination + "\nreceipt:s-" + destination
                    + "\n\n\0");
        }

        private void receipt(String id) {
            synchronized (LoadClient.this) {
                if (id.startsWith("s-")) {
                    if (++standing == readings.size() + 2) {
                        attempts = 0;
                        readings.keySet().forEach(this::catchUp);
                        resume();
                    }
                    return;
                }
                if (losesReceipts) {
                    return;
                }
                Ledger.Sent message = unanswered.remove(id.substring(2));
                if (message != null) {
                    pauses = 0;
                    bodies.remove(message.clientMessageId);
                    ledger.acknowledged(message);
                }
            }
        }

        private void message(JsonNode event) {
            switch (event.path("type").asString("")) {
                case "room_message",
                        "member_joined",
                        "member_left",
                        "room_created",
                        "message_edited",
                        "reaction",
                        "attachment_changed" -> take(event);
                case "sync" -> event.path("conversations").valueStream().forEach(this::compare);
                case "error" -> refused(event);
                default -> {}
            }
        }

        private void take(JsonNode event) {
            synchronized (LoadClient.this) {
                String room = event.path("conversationId").asString("");
                Reading reading = readings.get(room);
                if (reading != null) {
                    reading.take(event);
                    if (reading.hasGap()) {
                        catchUpSoon(room);
                    }
                }
            }
        }

        private void catchUpSoon(String room) {
            if (!ended && awaited.add(room)) {
                TIMER.schedule(
                        () -> {
                            synchronized (LoadClient.this) {
                                awaited.remove(room);
                                if (readings.get(room).hasGap()) {
                                    catchUp(room);
                                }
                            }
                        },
                        300 + ThreadLocalRandom.current().nextInt(300),
                        TimeUnit.MILLISECONDS);
            }
        }

        private void compare(JsonNode head) {
            synchronized (LoadClient.this) {
                String room = head.path("conversationId").asString("");
                Reading reading = readings.get(room);
                if (reading != null && head.path("lastSeq").longValue() > reading.covered()) {
                    catchUp(room);
                }
            }
        }

        private void refused(JsonNode error) {
            synchronized (LoadClient.this) {
                String code = error.path("code").asString("");
                Ledger.Sent message =
                        unanswered.get(error.path("clientMessageId").asString(""));
                if (!code.equals("unavailable") && !code.equals("rate_limited")) {
                    ledger.refused(userId + ": " + error);
                } else if (message != null) {
                    ledger.refusedForNow(message);
                    pause(error.path("retryAfterMs").asLong(0));
                } else if (standing < readings.size() + 2) {
                    // A subscription could not be checked: begin anew.
                    lost();
                }
            }
        }

        /**
         * One request per conversation at a time; repeated until nothing is missing or the
         * connection is over.
         */
        private void catchUp(String room) {
            if (!ended && fetching.add(room)) {
                fetch(room);
            }
        }

        private void fetch(String room) {
            long after = readings.get(room).covered();
            HttpRequest request = HttpRequest.newBuilder(URI.create(
                            server + "/api/v1/conversations/" + room + "/events?after=" + after + "&limit=200"))
                    .header("Authorization", "Bearer " + token)
                    .timeout(Duration.ofSeconds(10))
                    .build();
            HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                    .whenComplete((response, failure) -> fetched(room, failure == null ? response : null));
        }

        private void fetched(String room, HttpResponse<String> response) {
            synchronized (LoadClient.this) {
                if (ended) {
                    return;
                }
                if (response == null || response.statusCode() != 200) {
                    if (response != null && response.statusCode() < 500 && response.statusCode() != 429) {
                        ledger.refused(userId + ": catching up " + response.statusCode() + " " + response.body());
                    }
                    TIMER.schedule(
                            () -> {
                                synchronized (LoadClient.this) {
                                    if (!ended) {
                                        fetch(room);
                                    }
                                }
                            },
                            300 + ThreadLocalRandom.current().nextInt(400),
                            TimeUnit.MILLISECONDS);
                    return;
                }
                JsonNode page = Json.read(response.body());
                Reading reading = readings.get(room);
                page.path("items").valueStream().forEach(reading::take);
                if (!page.path("nextCursor").isNull()
                        && !page.path("nextCursor").isMissingNode()) {
                    fetch(room);
                    return;
                }
                fetching.remove(room);
                caughtUp.add(room);
                whole = caughtUp.size() == readings.size();
                if (reading.hasGap()) {
                    catchUpSoon(room);
                }
            }
        }

        private void send(String text) {
            WebSocket open = socket;
            if (open != null && !ended) {
                tail = tail.handle((done, failure) -> null)
                        .thenCompose(ready -> open.sendText(text, true))
                        .exceptionally(failure -> null);
            }
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            lost();
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            lost();
        }

        private void lost() {
            lost(0);
        }

        /** @param turnMillis when the server wants to see it again, or 0 if it did not say */
        private void lost(long turnMillis) {
            synchronized (LoadClient.this) {
                if (ended) {
                    return;
                }
                end();
                if (wanted && connection == this) {
                    drops.incrementAndGet();
                    serverIndex++;
                    TIMER.schedule(
                            () -> connectAgain(this),
                            turnMillis > 0 ? turnMillis : nextWaitMillis(),
                            TimeUnit.MILLISECONDS);
                }
            }
        }

        private long nextWaitMillis() {
            long bound = Math.min(LONGEST_WAIT_MILLIS, (long) FIRST_WAIT_MILLIS << Math.min(attempts++, 10));
            return bound / 2 + ThreadLocalRandom.current().nextLong(bound / 2 + 1);
        }

        private void end() {
            ended = true;
            whole = false;
            connected = false;
            if (socket != null) {
                socket.abort();
            }
        }
    }
}
