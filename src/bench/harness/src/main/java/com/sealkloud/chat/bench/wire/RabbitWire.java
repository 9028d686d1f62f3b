package com.sealkloud.chat.bench.wire;

import com.sealkloud.chat.bench.load.Person;
import com.sealkloud.chat.bench.load.Room;

/** RabbitMQ's own STOMP over its own WebSocket. */
public final class RabbitWire extends StompWire {

    public RabbitWire() {
        super("/ws");
    }

    @Override
    public String subprotocol() {
        return "v12.stomp";
    }

    @Override
    protected String logIn(Person person) {
        return "host:/\nlogin:guest\npasscode:guest\n";
    }

    @Override
    protected String send(Room room, long id, String text) {
        return "SEND\ndestination:/topic/room." + room.id() + "\nreceipt:" + id
                + "\ncontent-type:application/json\n\n{\"content\":\"" + text + "\"}";
    }
}
