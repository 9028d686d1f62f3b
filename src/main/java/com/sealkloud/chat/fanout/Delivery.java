package com.sealkloud.chat.fanout;

import com.sealkloud.chat.session.Subscription;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompEncoder;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.util.MimeTypeUtils;
import org.springframework.util.unit.DataSize;

/**
 * An event on its way to all who hear a topic. Clients number their subscriptions alike, so that most receivers get the very
 * same frame; it is encoded once for them all.
 */
class Delivery {

    private static final StompEncoder ENCODER = new StompEncoder();
    private static final AtomicLong LAST_ID = new AtomicLong();

    /** In octets. Ids of subscriptions are the clients' choice, and each one makes another frame. */
    private static final int MOST_KEPT = (int) DataSize.ofKilobytes(128).toBytes();

    /** What tells two receivers' frames apart. */
    private record Naming(String subscriptionId, String destination) {}

    private final String topic;
    private final byte[] json;
    private final String messageId = Long.toString(LAST_ID.incrementAndGet());
    private final Map<Naming, byte[]> frames = new ConcurrentHashMap<>(4);
    private final AtomicInteger encoded = new AtomicInteger();

    Delivery(String topic, byte[] json) {
        this.topic = topic;
        this.json = json;
    }

    String topic() {
        return topic;
    }

    int length() {
        return json.length;
    }

    /** @return how many octets the frames have that were made for it until now */
    int encoded() {
        return encoded.get();
    }

    /** @return the very same array for all whose frame is the same, unless there are too many different ones to keep */
    byte[] frameFor(Subscription subscription) {
        Naming naming = new Naming(subscription.id(), subscription.name());
        byte[] known = frames.get(naming);
        if (known != null) {
            return known;
        }
        byte[] frame = encode(naming);
        if (encoded.getAndAdd(frame.length) > MOST_KEPT) {
            return frame;
        }
        byte[] meanwhile = frames.putIfAbsent(naming, frame);
        return meanwhile == null ? frame : meanwhile;
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
