package com.sealkloud.chat.load;

import com.sealkloud.chat.testing.Chat;
import com.sealkloud.chat.testing.Frame;
import com.sealkloud.chat.testing.StompSocket;
import com.sealkloud.chat.testing.User;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Recorder;

/** One of the crowd: checks that the room's messages arrive in order, without gaps, and once. */
class Agent {
    private final Recorder latency;
    private final LongAdder faults;
    private final LongAdder repetitions;
    private final StompSocket socket;
    private volatile long lastSeq;
    private volatile long received;

    Agent(Chat chat, User user, String roomId, Recorder latency, LongAdder faults, LongAdder repetitions) {
        this.latency = latency;
        this.faults = faults;
        this.repetitions = repetitions;
        this.socket = StompSocket.open(chat, this::received);
        socket.connect(user.token());
        socket.awaits("CONNECTED");
        socket.send("SUBSCRIBE", "", "id", "room", "destination", "/topic/room." + roomId, "receipt", "room");
        socket.awaits("RECEIPT", "receipt-id", "room");
    }

    /** Called by one thread at a time: the messages of a socket come in order. */
    @SuppressWarnings("NonAtomicOperationOnVolatileField")
    private void received(Frame frame) {
        long now = System.nanoTime();
        if (!frame.command().equals("MESSAGE") || !frame.body().contains("\"type\":\"room_message\"")) {
            return;
        }
        long seq = number(frame.body(), "\"seq\":");
        if (seq <= lastSeq) {
            repetitions.increment();
            return;
        }
        if (received > 0 && seq != lastSeq + 1) {
            faults.increment();
        }
        lastSeq = seq;
        latency.recordValue((now - number(frame.body(), "\"content\":\"")) / 1_000);
        received++;
    }

    private static long number(String json, String before) {
        int start = json.indexOf(before) + before.length();
        int end = start;
        while (end < json.length() && (Character.isDigit(json.charAt(end)) || json.charAt(end) == '-')) {
            end++;
        }
        return Long.parseLong(json, start, end, 10);
    }

    void say(String roomId) {
        socket.send(
                "SEND",
                "{\"roomId\":\"" + roomId + "\",\"content\":\"" + System.nanoTime() + "\"}",
                "destination",
                "/app/room_message");
    }

    long received() {
        return received;
    }

    boolean isConnected() {
        return !socket.isClosed();
    }

    void leave() {
        socket.close();
    }
}
