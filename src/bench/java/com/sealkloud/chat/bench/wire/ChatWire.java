package com.sealkloud.chat.bench.wire;

import com.sealkloud.chat.bench.load.Person;
import com.sealkloud.chat.bench.load.Room;
import java.util.List;
import java.util.function.Function;

/** SealKloud Chat as its own client speaks to it: personal queues, a receipt and a {@code clientMessageId} for each message. */
public final class ChatWire extends StompWire {

    /** A run's ids must not be those of an earlier run on the same database. */
    private final String run = Long.toString(System.nanoTime(), 36);

    private final Function<Person, String> tokens;
    private final List<String> ownDestinations;

    /** @param ownDestinations what everybody hears beside their rooms */
    public ChatWire(Function<Person, String> tokens, List<String> ownDestinations) {
        super("/ws");
        this.tokens = tokens;
        this.ownDestinations = ownDestinations;
    }

    @Override
    protected String logIn(Person person) {
        return "Authorization:Bearer " + tokens.apply(person) + "\n";
    }

    @Override
    protected List<String> ownDestinations() {
        return ownDestinations;
    }

    @Override
    protected String send(Room room, long id, String text) {
        return "SEND\ndestination:/app/room_message\nreceipt:" + id + "\n\n{\"roomId\":\"" + room.id()
                + "\",\"content\":\"" + text + "\",\"clientMessageId\":\"" + run + "-" + id + "\"}";
    }
}
