package com.sealkloud.chat.bench.wire;

import com.sealkloud.chat.bench.load.Bytes;
import com.sealkloud.chat.bench.load.Connection;
import com.sealkloud.chat.bench.load.Marker;
import com.sealkloud.chat.bench.load.Person;
import com.sealkloud.chat.bench.load.Room;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * XMPP over WebSocket (RFC 7395) with rooms of XEP-0045. A room archives a message before it sends
 * it to anybody, the sender included, so that the sender's own message coming back says that it is
 * stored.
 */
public final class XmppWire implements Wire {

    private static final String DOMAIN = "localhost";
    private static final String ROOMS = "conference.localhost";
    private static final int STREAM = 1;
    private static final int AUTHENTICATED = 2;
    private static final int BOUND = 3;
    private static final byte[] FEATURES = ascii("<stream:features");
    private static final byte[] SUCCESS = ascii("<success");
    private static final byte[] RESULT = ascii("type='result'");
    private static final byte[] SELF = ascii("code='110'");
    private static final byte[] ERROR = ascii("type='error'");
    private static final byte[] FAILURE = ascii("<failure");
    private static final String OPEN =
            "<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='" + DOMAIN + "' version='1.0'/>";

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String path(Person person) {
        return "/ws";
    }

    @Override
    public String subprotocol() {
        return "xmpp";
    }

    @Override
    public boolean echoes() {
        return true;
    }

    @Override
    public void opened(Connection connection) {
        connection.send(OPEN);
    }

    @Override
    public void received(Connection connection, byte[] bytes, int from, int to) {
        if (connection.isReady()) {
            Marker.deliver(connection, bytes, from, to);
        } else if (Bytes.find(ERROR, bytes, from, to) >= 0 || Bytes.isAt(FAILURE, bytes, from, to)) {
            connection.fail(new String(bytes, from, to - from, StandardCharsets.UTF_8));
        } else {
            logIn(connection, bytes, from, to);
        }
    }

    private static void logIn(Connection connection, byte[] bytes, int from, int to) {
        Person person = connection.person();
        int step = connection.step();
        if (step == 0 && Bytes.isAt(FEATURES, bytes, from, to)) {
            connection.step(STREAM);
            String plain = "\0" + person.id() + "\0" + person.id();
            connection.send("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>"
                    + Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8)) + "</auth>");
        } else if (step == STREAM && Bytes.isAt(SUCCESS, bytes, from, to)) {
            connection.step(AUTHENTICATED);
            connection.send(OPEN);
        } else if (step == AUTHENTICATED && Bytes.isAt(FEATURES, bytes, from, to)) {
            connection.step(BOUND);
            connection.send("<iq xmlns='jabber:client' type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'>"
                    + "<resource>bench</resource></bind></iq>");
        } else if (step == BOUND && Bytes.find(RESULT, bytes, from, to) >= 0) {
            connection.step(BOUND + 1);
            person.rooms().forEach(room -> join(connection, room));
            readyAfter(connection, person.rooms().size());
        } else if (step > BOUND && Bytes.find(SELF, bytes, from, to) >= 0) {
            connection.step(step + 1);
            readyAfter(connection, person.rooms().size());
        }
    }

    private static void join(Connection connection, Room room) {
        connection.send("<presence xmlns='jabber:client' to='" + room.id() + "@" + ROOMS + "/"
                + connection.person().id()
                + "'><x xmlns='http://jabber.org/protocol/muc'><history maxstanzas='0'/></x></presence>");
    }

    private static void readyAfter(Connection connection, int rooms) {
        if (connection.step() == BOUND + 1 + rooms) {
            connection.ready();
        }
    }

    @Override
    public void say(Connection connection, Room room, long id, String text) {
        connection.send("<message xmlns='jabber:client' type='groupchat' id='" + id + "' to='" + room.id() + "@" + ROOMS
                + "'><body>" + text + "</body></message>");
    }
}
