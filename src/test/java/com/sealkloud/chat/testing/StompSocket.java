package com.sealkloud.chat.testing;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A WebSocket with hand-made STOMP: it sends any frame, valid or not, and keeps every received
 * frame. {@link Session} is the well-behaved client on top of it.
 */
public final class StompSocket implements AutoCloseable {
    private static final int NOT_CLOSED = -1;

    private final List<Frame> frames = new CopyOnWriteArrayList<>();
    private final StringBuilder partial = new StringBuilder();
    private final Consumer<Frame> listener;
    private volatile int closeCode = NOT_CLOSED;
    private volatile String end = "open";
    private volatile WebSocket socket;

    private StompSocket(Consumer<Frame> listener) {
        this.listener = listener;
    }

    public static StompSocket open(Chat chat, String... headers) {
        return open(chat.webSocketUri(), frame -> {}, headers);
    }

    /** Opens a socket whose frames are handed on as they come; MESSAGE frames are not kept. */
    public static StompSocket open(Chat chat, Consumer<Frame> listener) {
        return open(chat.webSocketUri(), listener);
    }

    static StompSocket open(URI uri, Consumer<Frame> listener, String... headers) {
        StompSocket stomp = new StompSocket(listener);
        WebSocket.Builder builder = Rest.HTTP.newWebSocketBuilder().subprotocols("v12.stomp");
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        stomp.socket = builder.buildAsync(uri, stomp.new Listener())
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
        return stomp;
    }

    /** Sends a frame with these headers, given as name and value in turn. */
    public void send(String command, String body, String... headers) {
        StringBuilder frame = new StringBuilder(command).append('\n');
        for (int i = 0; i < headers.length; i += 2) {
            frame.append(headers[i]).append(':').append(headers[i + 1]).append('\n');
        }
        sendText(frame.append('\n').append(body).append('\0').toString());
    }

    public void connect(String token) {
        send("CONNECT", "", "accept-version", "1.2", "heart-beat", "0,0", "Authorization", "Bearer " + token);
    }

    /** Sends this text as it is. */
    public synchronized void sendText(String text) {
        finish(socket.sendText(text, true));
    }

    /** Sends this text, unless the server ends the socket first. */
    public synchronized void sendTextIfOpen(String text) {
        socket.sendText(text, true)
                .orTimeout(20, TimeUnit.SECONDS)
                .exceptionally(ended -> socket)
                .join();
    }

    public synchronized void sendBinary(byte[] bytes) {
        finish(socket.sendBinary(ByteBuffer.wrap(bytes), true));
    }

    private void finish(CompletableFuture<WebSocket> sending) {
        try {
            sending.orTimeout(20, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            throw new IllegalStateException("The socket has ended: " + end + ", frames " + frames, e);
        }
    }

    /**
     * Awaits the first frame of this command that has these headers, given as name and value in
     * turn.
     */
    public Frame awaits(String command, String... headers) {
        await(command + " " + Map.of() + String.join(" ", headers)).until(() -> find(command, headers) != null);
        return find(command, headers);
    }

    private Frame find(String command, String... headers) {
        for (Frame frame : frames) {
            boolean matches = frame.command().equals(command);
            for (int i = 0; i < headers.length; i += 2) {
                matches &= frame.header(headers[i]).equals(headers[i + 1]);
            }
            if (matches) {
                return frame;
            }
        }
        return null;
    }

    public List<Frame> frames() {
        return List.copyOf(frames);
    }

    public List<Frame> frames(String command) {
        return frames.stream().filter(frame -> frame.command().equals(command)).toList();
    }

    public boolean isClosed() {
        return closeCode != NOT_CLOSED;
    }

    /** Awaits the end of the socket by the server. */
    public int awaitsClose() {
        await("close of the socket").until(this::isClosed);
        return closeCode;
    }

    /** Goes without a word, as a crashed browser does. */
    public void abort() {
        socket.abort();
    }

    @Override
    public void close() {
        if (!isClosed() && !socket.isOutputClosed()) {
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").exceptionally(gone -> socket);
        }
    }

    private final class Listener implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                String text = partial.toString();
                partial.setLength(0);
                for (Frame frame : Frame.parseAll(text)) {
                    if (!frame.command().equals("MESSAGE")) {
                        frames.add(frame);
                    }
                    listener.accept(frame);
                }
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            end = statusCode + " " + reason;
            closeCode = statusCode;
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            end = error.toString();
            closeCode = 1006;
        }
    }
}
