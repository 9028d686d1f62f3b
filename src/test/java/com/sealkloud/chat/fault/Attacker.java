package com.sealkloud.chat.fault;

import com.sealkloud.chat.testing.Json;
import com.sealkloud.chat.testing.RawHttp;
import com.sealkloud.chat.testing.RawWebSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.Deflater;

/**
 * A sender who takes as much of a node as it gets, on connections from a network of its own. That
 * it is refused, cut off or not answered is what the node is for, and no failure here.
 */
final class Attacker implements AutoCloseable {
    private static final String NETWORK = "127.0.0.2";
    private static final int MEGABYTE = 1 << 20;

    private final int port;
    private final String token;
    private final Queue<AutoCloseable> open = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> answers = new ConcurrentHashMap<>();

    /** @param token of somebody without particular rights */
    Attacker(int port, String token) {
        this.port = port;
        this.token = token;
    }

    /** A step of an attack, which the node may break off. */
    private interface Step {
        void run() throws IOException;
    }

    private static void whateverComes(Step step) {
        try {
            step.run();
        } catch (IOException | UncheckedIOException refused) {
            // As it should be.
        }
    }

    private static void repeat(int count, Step step) {
        for (int i = 0; i < count; i++) {
            whateverComes(step);
        }
    }

    /** @return how many calls were answered with this status: an attack that misses is none */
    int answered(int status) {
        return answers.getOrDefault(String.valueOf(status), 0);
    }

    private void read(RawHttp call) {
        String[] line = call.readsStatus().split(" ");
        answers.merge(line.length > 1 ? line[1] : "", 1, Integer::sum);
    }

    private RawHttp http() {
        RawHttp connection = RawHttp.open(port, NETWORK);
        open.add(connection);
        return connection;
    }

    private RawWebSocket webSocket(String... headers) throws IOException {
        RawWebSocket socket = RawWebSocket.open(port, NETWORK, headers);
        open.add(socket);
        return socket;
    }

    private RawWebSocket session() throws IOException {
        RawWebSocket socket = webSocket("Sec-WebSocket-Protocol: v12.stomp");
        frame(socket, "CONNECT\naccept-version:1.2\nheart-beat:0,0\nAuthorization:Bearer " + token + "\n\n\0");
        socket.readText();
        return socket;
    }

    private static void frame(RawWebSocket socket, String frame) throws IOException {
        socket.sendText(frame.getBytes(StandardCharsets.UTF_8));
    }

    private String call(String methodAndPath) {
        return methodAndPath + " HTTP/1.1\nHost: x\nAuthorization: Bearer " + token + "\n";
    }

    private String get(String path) {
        return call("GET " + path) + "\n";
    }

    /** A1: subscriptions with the longest ids on many sockets, and events for all of them. */
    void subscribesWithLongIds() {
        repeat(1, () -> frame(session(), subscribe("x".repeat(60_000))));
        repeat(34, () -> {
            RawWebSocket socket = session();
            for (int i = 0; i < 50; i++) {
                frame(socket, subscribe("x".repeat(190) + i));
            }
        });
        for (int i = 0; i < 40; i++) {
            String body = Json.write(Map.of(
                    "desktop",
                    i % 2 == 0,
                    "sound",
                    true,
                    "soundName",
                    "chime",
                    "previews",
                    true,
                    "doNotDisturb",
                    Map.of("timeZone", "UTC", "hours", new String[0])));
            whateverComes(() -> read(http().sends(call("PUT /api/v1/me/notification-settings")
                    + "Content-Type: application/json\nContent-Length: " + body.length() + "\n\n" + body)));
        }
    }

    private static String subscribe(String id) {
        return "SUBSCRIBE\nid:" + id + "\ndestination:/user/queue/messages\n\n\0";
    }

    /** A2: log-ins with passwords of 19 MB that never end, plain and compressed. */
    void logsInWithLongPasswords() {
        for (String header : new String[] {
            "Content-Length: 19922944\n",
            "Transfer-Encoding: chunked\n",
            "Content-Encoding: gzip\nContent-Length: 19922944\n"
        }) {
            repeat(10, () -> {
                RawHttp login = http().sends(logIn(header));
                boolean chunked = header.startsWith("Transfer");
                byte[] part = ((chunked ? "100000\r\n" : "") + "a".repeat(MEGABYTE) + (chunked ? "\r\n" : ""))
                        .getBytes(StandardCharsets.US_ASCII);
                for (int i = 0; i < 18; i++) {
                    login.sends(part);
                }
            });
        }
    }

    private static String logIn(String headers) {
        return "POST /api/v1/tokens HTTP/1.1\nHost: x\nContent-Type: application/json\n" + headers + "\n";
    }

    /** A3: bodies, headers and frames that arrive octet by octet. */
    void sendsSlowly() {
        repeat(210, () -> http().sends(logIn("Content-Length: 1000\n") + "{"));
        repeat(210, () -> http().sends("GET / HTTP/1.1\nHost: x\nX-Long: "));
        repeat(210, () -> webSocket("Sec-WebSocket-Protocol: v12.stomp").sendOctets(new byte[] {(byte) 0x81}));
        byte[] octet = {'x'};
        open.forEach(connection -> {
            if (connection instanceof RawHttp unfinished) {
                whateverComes(() -> unfinished.sends(octet));
            }
        });
    }

    /** A4: sixty log-ins at once, with wrong passwords. */
    void guesses() {
        String body = Json.write(Map.of("username", "ada", "password", "not this one"));
        RawHttp[] guesses = new RawHttp[60];
        Arrays.setAll(guesses, i -> http());
        for (RawHttp guess : guesses) {
            whateverComes(() -> guess.sends(logIn("Content-Length: " + body.length() + "\n") + body));
        }
        for (RawHttp guess : guesses) {
            whateverComes(() -> read(guess));
        }
    }

    /** A5: 28 MB of frames with one octet each, on four sockets. */
    void sendsFramesOfOneOctet() {
        byte[] one = {(byte) 0x81, (byte) 0x81, 0, 0, 0, 0, '\n'};
        byte[] many = new byte[one.length * 100_000];
        for (int i = 0; i < many.length; i++) {
            many[i] = one[i % one.length];
        }
        repeat(4, () -> {
            RawWebSocket socket = session();
            for (int i = 0; i < 10; i++) {
                socket.sendOctets(many);
            }
        });
    }

    /** A6: 500 MB before CONNECT, compressed to half a megabyte. */
    void inflates() {
        byte[] bomb = deflated(MEGABYTE);
        repeat(4, () -> {
            RawWebSocket socket =
                    webSocket("Sec-WebSocket-Protocol: v12.stomp", "Sec-WebSocket-Extensions: permessage-deflate");
            byte[] frame = new byte[bomb.length + 8];
            // The first of the reserved bits says that it is compressed.
            System.arraycopy(
                    new byte[] {(byte) 0xC1, (byte) 0xFE, (byte) (bomb.length >> 8), (byte) bomb.length},
                    0,
                    frame,
                    0,
                    4);
            System.arraycopy(bomb, 0, frame, 8, bomb.length);
            for (int i = 0; i < 500; i++) {
                socket.sendOctets(frame);
            }
        });
    }

    private static byte[] deflated(int length) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setInput("a".repeat(length).getBytes(StandardCharsets.US_ASCII));
            deflater.finish();
            byte[] all = new byte[64 << 10];
            return Arrays.copyOf(all, deflater.deflate(all));
        } finally {
            deflater.end();
        }
    }

    /** A7: long transcripts that are asked for and not read, or hung up. */
    void asksForTranscripts(String conversationId) {
        String transcript = get("/api/v1/conversations/" + conversationId + "/transcript?format=json");
        repeat(1, () -> read(http().sends(transcript)));
        repeat(20, () -> http().sends(transcript));
        repeat(50, () -> http().sends(transcript).close());
    }

    /** A9: the pages of users for which most is read. */
    void asksForUsers() {
        String page = get("/api/v1/users?status=dnd&limit=1");
        RawHttp[] calls = new RawHttp[100];
        Arrays.setAll(calls, i -> http());
        for (RawHttp call : calls) {
            whateverComes(() -> call.sends(page));
        }
        for (RawHttp call : calls) {
            whateverComes(() -> read(call));
        }
    }

    /** Leaves all connections. */
    @Override
    public void close() {
        for (AutoCloseable connection = open.poll(); connection != null; connection = open.poll()) {
            try {
                connection.close();
            } catch (Exception broken) {
                // By the node.
            }
        }
    }
}
