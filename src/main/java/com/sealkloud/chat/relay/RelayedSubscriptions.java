package com.sealkloud.chat.relay;

import com.sealkloud.chat.cluster.NodeId;
import com.sealkloud.chat.session.LiveSession;
import com.sealkloud.chat.session.PersonalQueueOpened;
import com.sealkloud.chat.session.PersonalQueues;
import com.sealkloud.chat.session.SessionClosed;
import com.sealkloud.chat.session.Sessions;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.stereotype.Component;

/**
 * Detects when RabbitMQ has created a user's personal queue, in the mode where each session has its
 * own connection there: by the receipt, which is requested in the client's name if the client does
 * not request one.
 */
@Component
public class RelayedSubscriptions {

    /** A receipt that a session's subscription to its personal queue waits for. */
    private record Awaited(String sessionId, String receiptId) {}

    /** Whether the client did not request it. */
    private final Map<Awaited, Boolean> isOurs = new ConcurrentHashMap<>();

    private final Sessions sessions;
    private final ApplicationEventPublisher events;
    private final String nodeName;

    RelayedSubscriptions(Sessions sessions, ApplicationEventPublisher events, NodeId nodeId) {
        this.sessions = sessions;
        this.events = events;
        this.nodeName = nodeId.name();
    }

    public void forwarding(StompHeaderAccessor subscribe) {
        // RabbitMQ shows no name for a STOMP connection; the name of its queues tells its node.
        subscribe.setNativeHeader(RelaySession.QUEUE_NAME, RelaySession.QUEUES + nodeName + "-" + UUID.randomUUID());
        if (PersonalQueues.MESSAGES.equals(subscribe.getDestination())) {
            String asked = subscribe.getReceipt();
            String receiptId = asked == null ? UUID.randomUUID().toString() : asked;
            subscribe.setReceipt(receiptId);
            isOurs.put(new Awaited(Objects.requireNonNull(subscribe.getSessionId()), receiptId), asked == null);
        }
    }

    /** @return whether the client gets this receipt */
    boolean received(StompHeaderAccessor receipt) {
        String sessionId = Objects.requireNonNull(receipt.getSessionId());
        Boolean ours = isOurs.remove(new Awaited(sessionId, Objects.requireNonNull(receipt.getReceiptId())));
        if (ours == null) {
            return true;
        }
        LiveSession session = sessions.find(sessionId);
        if (session != null) {
            events.publishEvent(new PersonalQueueOpened(sessionId, session.authentication()));
        }
        return !ours;
    }

    @EventListener
    void forget(SessionClosed session) {
        isOurs.keySet().removeIf(awaited -> awaited.sessionId().equals(session.sessionId()));
    }
}
