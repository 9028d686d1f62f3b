package com.sealkloud.chat.fanout;

import com.sealkloud.chat.account.HiddenRoles;
import com.sealkloud.chat.session.Subscription;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompEncoder;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.util.MimeTypeUtils;
import org.springframework.util.unit.DataSize;

/**
 * An event for all subscribers of a topic. Clients usually use the same subscription ids, so that
 * most receivers get the same frame, which is encoded once.
 */
class Delivery {

    private static final StompEncoder ENCODER = new StompEncoder();
    private static final AtomicLong LAST_ID = new AtomicLong();

    /** In bytes. Clients choose the ids of subscriptions, and each id makes another frame. */
    private static final int MOST_KEPT = (int) DataSize.ofKilobytes(128).toBytes();

    /** The difference between two receivers' frames. */
    private record Naming(String subscriptionId, String destination, boolean isForClients) {}

    private final String topic;
    private final byte[] json;
    private byte @Nullable [] forClients;
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

    /** @return the size of all frames created for it so far, in bytes */
    int encoded() {
        return encoded.get();
    }

    /**
     * @return the same array for all whose frame is the same, unless too many different ones would
     *     be kept
     */
    byte[] frameFor(Subscription subscription) {
        boolean isForClients = subscription.session().isOfClient() && forClients() != json;
        Naming naming = new Naming(subscription.id(), subscription.name(), isForClients);
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
        return ENCODER.encode(headers.getMessageHeaders(), naming.isForClients() ? forClients() : json);
    }

    /** Written only if a client listens. Two lanes may both write it: it is the same. */
    private byte[] forClients() {
        byte[] known = forClients;
        if (known == null) {
            known = HiddenRoles.in(json);
            forClients = known;
        }
        return known;
    }
}
