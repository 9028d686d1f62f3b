package com.sealkloud.chat.push;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Web Push for other features. Nothing waits for a push service: messages are queued in the
 * database.
 */
@Component
public class WebPush {

    private final PushSubscriptions subscriptions;
    private final PushMessages pushMessages;
    private final PushSender sender;

    WebPush(PushSubscriptions subscriptions, PushMessages pushMessages, PushSender sender) {
        this.subscriptions = subscriptions;
        this.pushMessages = pushMessages;
        this.sender = sender;
    }

    /** How soon a device in power-saving mode should be woken (RFC 8030, 5.3). */
    public enum Urgency {
        HIGH,
        LOW
    }

    /**
     * A message for all devices of a user.
     *
     * @param topic a later message of the same topic replaces a pending one
     * @param payload JSON of at most 3993 bytes
     */
    public record Message(String userId, String topic, String messageId, String payload, Urgency urgency) {}

    /** @return the users among these who have subscribed a device */
    public Set<String> reachable(Collection<String> userIds) {
        return subscriptions.owners(userIds);
    }

    /** Queues with the caller's transaction. {@link #wake} belongs behind its commit. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void queue(List<Message> messages) {
        pushMessages.add(messages);
    }

    /** What is queued is sent now, and not with the next sweep. */
    public void wake() {
        sender.wake();
    }

    /** Takes away what these messages say, with the caller's transaction, wherever they wait. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void forgetWords(Collection<String> messageIds) {
        pushMessages.forgetWords(messageIds);
    }

    /**
     * Deletes pending messages, and sends {@code payload} to the devices that got a message of this
     * topic.
     */
    public void withdraw(String userId, String topic, String payload) {
        withdraw(userId, topic, payload, null);
    }

    /**
     * The same for what must not stay in sight. Devices that have to show something get {@code
     * instead}, which takes its place.
     */
    public void withdraw(String userId, String topic, String payload, @Nullable String instead) {
        if (pushMessages.withdraw(userId, topic, payload, instead)) {
            sender.wake();
        }
    }
}
