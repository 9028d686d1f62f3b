package com.sealkloud.chat.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * A connected client, like a browser's tab: it subscribes to the user's own queues, and to more on
 * request. Received events are kept and can be awaited.
 */
public final class Session implements AutoCloseable {
    public static final String MESSAGES = "/user/queue/messages";
    public static final String NOTIFICATIONS = "/user/queue/notifications";
    public static final String ERRORS = "/user/queue/errors";

    private final User user;
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final AtomicInteger number = new AtomicInteger();
    private final StompSocket socket;

    private Session(URI webSocket, User user) {
        this.user = user;
        this.socket = StompSocket.open(webSocket, this::received);
    }

    static Session connect(Chat chat, User user) {
        return connectOnly(chat, user).hearsOwnQueues();
    }

    /** Connects without subscribing to anything. */
    public static Session connectOnly(Chat chat, User user) {
        return connectOnly(chat.webSocketUri(), user);
    }

    /** Connects to a server that is a process of its own. */
    public static Session connect(URI server, User user) {
        return connectOnly(URI.create("ws://" + server.getAuthority() + "/ws"), user)
                .hearsOwnQueues();
    }

    private static Session connectOnly(URI webSocket, User user) {
        Session session = new Session(webSocket, user);
        session.socket.connect(user.token());
        session.socket.awaits("CONNECTED");
        return session;
    }

    private Session hearsOwnQueues() {
        return hears(MESSAGES).hears(NOTIFICATIONS).hears(ERRORS);
    }

    private void received(Frame frame) {
        if (frame.command().equals("MESSAGE")) {
            events.add(new Event(frame.header("destination"), Json.read(frame.body())));
        }
    }

    public User user() {
        return user;
    }

    public String userId() {
        return user.userId();
    }

    /** Subscribes and waits until the subscription stands. */
    public Session hears(String destination) {
        String receipt = subscribe(destination);
        socket.awaits("RECEIPT", "receipt-id", receipt);
        return this;
    }

    /** Asks for a subscription that may be refused. */
    public String subscribe(String destination) {
        String receipt = "subscribe-" + number.incrementAndGet();
        socket.send("SUBSCRIBE", "", "id", destination, "destination", destination, "receipt", receipt);
        return receipt;
    }

    public Session hearsRoom(String roomId) {
        return hears("/topic/room." + roomId);
    }

    /** Sends and waits for the receipt. */
    public void says(String destination, Object body) {
        socket.awaits("RECEIPT", "receipt-id", sends(destination, body));
    }

    /** Sends without waiting for anything. */
    public String sends(String destination, Object body) {
        String receipt = "send-" + number.incrementAndGet();
        socket.send(
                "SEND",
                Json.write(body),
                "destination",
                destination,
                "content-type",
                "application/json",
                "receipt",
                receipt);
        return receipt;
    }

    /** Sends what must be refused, and waits for the error. */
    public Event isRefused(String destination, Object body, String code) {
        int errorsBefore = heard("error").size();
        String receipt = sends(destination, body);
        await("an error for " + body).until(() -> heard("error").size() > errorsBefore);
        Event error = heard("error").get(errorsBefore);
        assertThat(error.text("code")).as("code of %s", error.json()).isEqualTo(code);
        assertThat(hasReceipt(receipt)).as("receipt of something refused").isFalse();
        return error;
    }

    public boolean hasReceipt(String receipt) {
        return socket.frames("RECEIPT").stream()
                .anyMatch(frame -> frame.header("receipt-id").equals(receipt));
    }

    public Event awaits(String type) {
        return awaits(type, event -> true);
    }

    /** Awaits the first event of this type and kind; one that has come before counts too. */
    public Event awaits(String type, Predicate<Event> condition) {
        await(type + " for " + user.userId())
                .until(() -> !heard(type, condition).isEmpty());
        return heard(type, condition).get(0);
    }

    public Event awaitsContent(String content) {
        await("'" + content + "' for " + user.userId())
                .until(() -> !heardContent(content).isEmpty());
        return heardContent(content).get(0);
    }

    public List<Event> heard() {
        return List.copyOf(events);
    }

    public List<Event> heard(String type) {
        return heard(type, event -> true);
    }

    public List<Event> heard(String type, Predicate<Event> condition) {
        return events.stream()
                .filter(event -> event.type().equals(type) && condition.test(event))
                .toList();
    }

    public List<Event> heardContent(String content) {
        return events.stream()
                .filter(event -> event.text("content").equals(content))
                .toList();
    }

    public StompSocket socket() {
        return socket;
    }

    @Override
    public void close() {
        socket.close();
    }
}
