package com.sealkloud.chat.realtime;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompEncoder;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.util.MimeTypeUtils;

/**
 * An event on its way to all who hear a topic. Clients number their subscriptions alike, so that most receivers get the very
 * same frame; it is encoded once for them all.
 */
class Delivery {

    private static final StompEncoder ENCODER = new StompEncoder();
    private static final AtomicLong LAST_ID = new AtomicLong();

    /** What tells two receivers' frames apart. */
    private record Naming(String subscriptionId, String destination) {}

    private final String topic;
    private final byte[] json;
    private final String messageId = Long.toString(LAST_ID.incrementAndGet());
    private final Map<Naming, byte[]> frames = new ConcurrentHashMap<>(4);

    Delivery(String topic, byte[] json) {
        this.topic = topic;
        this.json = json;
    }

    String topic() {
        return topic;
    }

    /** @return the very same array for all whose frame is the same */
    byte[] frameFor(Subscription subscription) {
        return frames.computeIfAbsent(new Naming(subscription.id(), subscription.name()), this::encode);
    }

    private byte[] encode(Naming naming) {
        StompHeaderAccessor headers = StompHeaderAccessor.create(StompCommand.MESSAGE);
        headers.setNativeHeader("destination", naming.destination());
        headers.setNativeHeader("subscription", naming.subscriptionId());
        headers.setNativeHeader("message-id", messageId);
        headers.setNativeHeader("content-type", MimeTypeUtils.APPLICATION_JSON_VALUE);
        return ENCODER.encode(headers.getMessageHeaders(), json);
    }
}
