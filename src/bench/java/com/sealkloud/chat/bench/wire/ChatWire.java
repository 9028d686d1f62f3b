package com.sealkloud.chat.bench.wire;

import com.sealkloud.chat.bench.load.Person;
import com.sealkloud.chat.bench.load.Room;
import java.util.function.Function;

/** SealKloud Chat as its own client speaks to it: a token, a receipt and a {@code clientMessageId} for each message. */
public final class ChatWire extends StompWire {

    /** A run's ids must not be those of an earlier run on the same database. */
    private final String run = Long.toString(System.nanoTime(), 36);

    private final Function<Person, String> tokens;

    public ChatWire(Function<Person, String> tokens) {
        super("/ws");
        this.tokens = tokens;
    }

    @Override
    protected String logIn(Person person) {
        return "Authorization:Bearer " + tokens.apply(person) + "\n";
    }

    @Override
    protected String send(Room room, long id, String text) {
        return "SEND\ndestination:/app/room_message\nreceipt:" + id + "\n\n{\"roomId\":\"" + room.id()
                + "\",\"content\":\"" + text + "\",\"clientMessageId\":\"" + run + "-" + id + "\"}";
    }
}
