package com.sealkloud.chat.bench.wire;

import com.sealkloud.chat.bench.load.Bytes;
import com.sealkloud.chat.bench.load.Connection;
import com.sealkloud.chat.bench.load.Marker;
import com.sealkloud.chat.bench.load.Person;
import com.sealkloud.chat.bench.load.Room;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** STOMP 1.2. What differs between its servers are the log-in, and where to send what. */
public abstract class StompWire implements Wire {

    private static final byte[] RECEIPT_ID = "receipt-id:".getBytes(StandardCharsets.US_ASCII);

    /** The receipt of the last subscription; no message has it. */
    private static final long LAST_SUBSCRIBED = 999_999_999_999L;

    private static final byte END_OF_FRAME = 0;

    private final String path;

    protected StompWire(String path) {
        this.path = path;
    }

    /** @return header lines of the CONNECT frame, each with its line feed */
    protected abstract String logIn(Person person);

    /** Everything is subscribed to, though perhaps not confirmed yet. */
    protected void subscribed(Connection connection) {}

    /** @return the whole SEND frame without its end */
    protected abstract String send(Room room, long id, String text);

    /**
     * @return false where a SUBSCRIBE cannot be relied on to have a receipt; then those who have
     *     subscribed count as ready
     */
    protected boolean confirmsSubscriptions() {
        return true;
    }

    @Override
    public final String path(Person person) {
        return path;
    }

    @Override
    public final void opened(Connection connection) {
        connection.send("CONNECT\naccept-version:1.2\nheart-beat:0,0\n" + logIn(connection.person()) + "\n\0");
    }

    /** A WebSocket message may carry several frames. */
    @Override
    public final void received(Connection connection, byte[] bytes, int from, int to) {
        int begin = from;
        while (begin < to) {
            int end = begin;
            while (end < to && bytes[end] != END_OF_FRAME) {
                end++;
            }
            if (end > begin) {
                frame(connection, bytes, begin, end);
            }
            begin = end + 1;
        }
    }

    private void frame(Connection connection, byte[] bytes, int from, int to) {
        switch (bytes[from]) {
            case 'M' -> Marker.deliver(connection, bytes, from, to);
            case 'R' -> receipt(connection, bytes, from, to);
            case 'C' -> subscribe(connection);
            case 'E' -> connection.fail(new String(bytes, from, Math.min(300, to - from), StandardCharsets.UTF_8));
            default -> {
                // A heart-beat.
            }
        }
    }

    private void subscribe(Connection connection) {
        List<Room> rooms = connection.person().rooms();
        for (int number = 0; number < rooms.size(); number++) {
            subscribe(connection, number, "/topic/room." + rooms.get(number).id(), number == rooms.size() - 1);
        }
        subscribed(connection);
        if (!confirmsSubscriptions()) {
            connection.ready();
        }
    }

    private void subscribe(Connection connection, int number, String destination, boolean isLast) {
        String receipt = isLast && confirmsSubscriptions() ? "receipt:" + LAST_SUBSCRIBED + "\n" : "";
        connection.send("SUBSCRIBE\nid:sub-" + number + "\ndestination:" + destination + "\n" + receipt + "\n\0");
    }

    private static void receipt(Connection connection, byte[] bytes, int from, int to) {
        int at = Bytes.find(RECEIPT_ID, bytes, from, to);
        long id = Bytes.number(bytes, at + RECEIPT_ID.length, to);
        if (id == LAST_SUBSCRIBED) {
            connection.ready();
        } else {
            connection.ledger().acknowledged(id);
        }
    }

    @Override
    public final void say(Connection connection, Room room, long id, String text) {
        connection.send(send(room, id, text) + "\0");
    }
}
