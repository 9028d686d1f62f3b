package com.sealkloud.chat.bench.wire;

import com.sealkloud.chat.bench.load.Bytes;
import com.sealkloud.chat.bench.load.Connection;
import com.sealkloud.chat.bench.load.Marker;
import com.sealkloud.chat.bench.load.Person;
import com.sealkloud.chat.bench.load.Room;
import java.util.stream.Collectors;

/** Engine.IO 4 and Socket.IO 5 over WebSocket alone; receipts are Socket.IO's acknowledgements. */
public final class SocketIoWire implements Wire {

    private static final int OPENED = 1;
    private static final int CONNECTED = 2;

    @Override
    public String path(Person person) {
        return "/socket.io/?EIO=4&transport=websocket";
    }

    /** The server speaks first. */
    @Override
    public void opened(Connection connection) {}

    @Override
    public void received(Connection connection, byte[] bytes, int from, int to) {
        if (bytes[from] == '2') {
            connection.send("3");
        } else if (connection.isReady()) {
            if (bytes[from + 1] == '3') {
                connection.ledger().acknowledged(Bytes.number(bytes, from + 2, to));
            } else {
                Marker.deliver(connection, bytes, from, to);
            }
        } else if (connection.step() == 0) {
            connection.step(OPENED);
            connection.send("40");
        } else if (connection.step() == OPENED) {
            connection.step(CONNECTED);
            String rooms = connection.person().rooms().stream()
                    .map(room -> '"' + room.id() + '"')
                    .collect(Collectors.joining(","));
            connection.send("420[\"join\",[" + rooms + "]]");
        } else if (bytes[from + 1] == '3') {
            connection.ready();
        }
    }

    @Override
    public void say(Connection connection, Room room, long id, String text) {
        connection.send("42" + id + "[\"message\",{\"room\":\"" + room.id() + "\",\"content\":\"" + text + "\"}]");
    }
}
