package com.sealkloud.chat.bench.wire;

import com.sealkloud.chat.bench.load.Connection;
import com.sealkloud.chat.bench.load.Person;
import com.sealkloud.chat.bench.load.Room;
import java.util.List;
import java.util.function.Function;

/**
 * SealKloud Chat as its own client speaks to it: a token, a receipt and a {@code clientMessageId}
 * for each message.
 */
public final class ChatWire extends StompWire {

    /**
     * Chromium's: what a browser offers must not bring about another server than the one that is
     * measured.
     */
    private static final String CHROMIUM = """
            Pragma: no-cache\r
            Cache-Control: no-cache\r
            User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36\r
            Origin: http://127.0.0.1\r
            Accept-Encoding: gzip, deflate, br, zstd\r
            Accept-Language: en-US,en;q=0.9\r
            Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r
            """;

    private final Function<Person, String> tokens;

    public ChatWire(Function<Person, String> tokens) {
        super("/ws");
        this.tokens = tokens;
    }

    @Override
    public String subprotocol() {
        return "v12.stomp, v11.stomp, v10.stomp";
    }

    @Override
    public String handshake() {
        return CHROMIUM;
    }

    /**
     * Looks at the first room, as the web client says of the one that is open: otherwise everybody
     * is notified of everything.
     */
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
