package com.sealkloud.chat.realtime;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;

/**
 * The state of one SEND within the application: what it requested, and whether it was refused.
 * Stored in the message's headers, so that the receipt can be withheld and the error can name its
 * request.
 */
class ClientRequest {

    static final String HEADER = "chatExchange";

    private final String event;
    private final long startedAt = System.nanoTime();
    private volatile @Nullable String clientMessageId;
    private volatile boolean refused;

    ClientRequest(String event) {
        this.event = event;
    }

    static ClientRequest of(Message<?> message) {
        return Objects.requireNonNull(message.getHeaders().get(HEADER, ClientRequest.class), "Not a guarded SEND");
    }

    String event() {
        return event;
    }

    long nanosSinceStart() {
        return System.nanoTime() - startedAt;
    }

    @Nullable
    String clientMessageId() {
        return clientMessageId;
    }

    void concerns(String id) {
        clientMessageId = id;
    }

    boolean isRefused() {
        return refused;
    }

    void refuse() {
        refused = true;
    }
}
