package com.sealkloud.chat.bench.wire;

import com.sealkloud.chat.bench.load.Connection;
import com.sealkloud.chat.bench.load.Person;
import com.sealkloud.chat.bench.load.Room;
import java.util.List;
import java.util.function.Function;

/** SealKloud Chat as its own client speaks to it: a token, a receipt and a {@code clientMessageId} for each message. */
public final class ChatWire extends StompWire {

    private final Function<Person, String> tokens;

    public ChatWire(Function<Person, String> tokens) {
        super("/ws");
        this.tokens = tokens;
    }

    /** Looks at the first room, as the web client says of the one that is open: otherwise everybody is notified of everything. */
    @Override
    protected void subscribed(Connection connection) {
        List<Room> rooms = connection.person().rooms();
        if (!rooms.isEmpty()) {
            connection.send("SEND\ndestination:/app/presence\n\n{\"status\":\"active\",\"visible\":true,\"conversationId\":\""
                    + rooms.get(0).id() + "\"}\0");
        }
    }

    @Override
    protected String logIn(Person person) {
        return "Authorization:Bearer " + tokens.apply(person) + "\n";
    }

    @Override
    protected String send(Room room, long id, String text) {
        return "SEND\ndestination:/app/room_message\nreceipt:" + id + "\n\n{\"roomId\":\"" + room.id()
                + "\",\"content\":\"" + text + "\",\"clientMessageId\":\"" + id + "\"}";
    }
}
