package com.sealkloud.chat.bench.wire;

import com.sealkloud.chat.bench.load.Person;
import com.sealkloud.chat.bench.load.Room;

/**
 * Spring's STOMP as its guide shows it. Spring sends no receipt for what an application takes: the
 * message itself is it.
 */
public final class SpringWire extends StompWire {

    private final boolean confirmsSubscriptions;

    /**
     * @param confirmsSubscriptions true with the relay, where RabbitMQ does; the simple broker
     *     sends no receipts
     */
    public SpringWire(boolean confirmsSubscriptions) {
        super("/ws");
        this.confirmsSubscriptions = confirmsSubscriptions;
    }

    @Override
    public boolean echoes() {
        return true;
    }

    @Override
    protected boolean confirmsSubscriptions() {
        return confirmsSubscriptions;
    }

    @Override
    protected String logIn(Person person) {
        return "";
    }

    @Override
    protected String send(Room room, long id, String text) {
        return "SEND\ndestination:/app/room/" + room.id() + "\ncontent-type:application/json\n\n{\"content\":\"" + text
                + "\"}";
    }
}
