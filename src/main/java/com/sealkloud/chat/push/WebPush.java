package com.sealkloud.chat.push;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What other features ask of Web Push. Nothing waits for a push service: messages are queued in the database. */
@Component
public class WebPush {

    private final PushSubscriptions subscriptions;
    private final PushQueue queue;
    private final PushSender sender;

    WebPush(PushSubscriptions subscriptions, PushQueue queue, PushSender sender) {
        this.subscriptions = subscriptions;
        this.queue = queue;
        this.sender = sender;
    }

    /** How soon a device that saves its battery should hear (RFC 8030, 5.3). */
    public enum Urgency {
        HIGH,
        LOW
    }

    /**
     * Something for all devices of somebody.
     *
     * @param topic a later message of the same topic takes the place of one that has not been delivered
     * @param payload JSON of at most 3993 octets
     */
    public record Message(String userId, String topic, String messageId, String payload, Urgency urgency) {}

    /** @return those among these who have subscribed a device */
    public Set<String> reachable(Collection<String> userIds) {
        return subscriptions.owners(userIds);
    }

    public void send(List<Message> messages) {
        if (!messages.isEmpty()) {
            queue.add(messages);
            sender.wake();
        }
    }

    /** Takes back what has not been sent, and sends {@code payload} to the devices that have had something of this topic. */
    public void withdraw(String userId, String topic, String payload) {
        if (queue.withdraw(userId, topic, payload)) {
            sender.wake();
        }
    }
}
