package com.sealkloud.chat.bench.wire;

import com.sealkloud.chat.bench.load.Bytes;
import com.sealkloud.chat.bench.load.Connection;
import com.sealkloud.chat.bench.load.Marker;
import com.sealkloud.chat.bench.load.Person;
import com.sealkloud.chat.bench.load.Room;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** JSON objects without a protocol around them, as {@code ws} and the null server speak it. */
public final class PlainWire implements Wire {

    private static final byte[] JOINED = "{\"type\":\"joined\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] RECEIPT = "{\"type\":\"ack\",\"id\":".getBytes(StandardCharsets.US_ASCII);

    @Override
    public String path(Person person) {
        return "/ws";
    }

    @Override
    public void opened(Connection connection) {
        String rooms = connection.person().rooms().stream()
                .map(room -> '"' + room.id() + '"')
                .collect(Collectors.joining(","));
        connection.send("{\"type\":\"join\",\"userId\":\"" + connection.person().id() + "\",\"rooms\":[" + rooms + "]}");
    }

    @Override
    public void received(Connection connection, byte[] bytes, int from, int to) {
        if (Bytes.isAt(RECEIPT, bytes, from, to)) {
            connection.ledger().acknowledged(Bytes.number(bytes, from + RECEIPT.length, to));
        } else if (!connection.isReady() && Bytes.isAt(JOINED, bytes, from, to)) {
            connection.ready();
        } else {
            Marker.deliver(connection, bytes, from, to);
        }
    }

    @Override
    public void say(Connection connection, Room room, long id, String text) {
        connection.send("{\"type\":\"message\",\"room\":\"" + room.id() + "\",\"id\":" + id + ",\"content\":\"" + text + "\"}");
    }
}
