package com.sealkloud.chat.bench.wire;

import com.sealkloud.chat.bench.load.Connection;
import com.sealkloud.chat.bench.load.Person;
import com.sealkloud.chat.bench.load.Room;

/**
 * What a system's clients say and hear over their WebSocket. Called on the generator's thread;
 * keeps nothing of a connection.
 */
public interface Wire {

    /** @return path and query of the WebSocket's URL */
    String path(Person person);

    /** @return the one to ask for, or an empty string */
    default String subprotocol() {
        return "";
    }

    /**
     * @return header lines of the handshake beside those that every WebSocket has, each with its
     *     line end. The generator reads no compressed frames, so that a peer that agrees to
     *     compress must not be offered it
     */
    default String handshake() {
        return "";
    }

    /**
     * @return true if what tells the sender that a message was taken is this message coming back
     */
    default boolean echoes() {
        return false;
    }

    /** The WebSocket stands: begins the log-in. */
    void opened(Connection connection);

    /**
     * A text frame has come. Goes on with the log-in, up to {@link Connection#ready()}; later tells
     * the ledger of deliveries and receipts.
     */
    void received(Connection connection, byte[] bytes, int from, int to);

    /** @param id comes back in the receipt */
    void say(Connection connection, Room room, long id, String text);
}
