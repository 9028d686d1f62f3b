package com.sealkloud.chat.realtime;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.ChannelInterceptor;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.messaging.support.MessageHeaderAccessor;
import org.springframework.stereotype.Component;

/**
 * The last look at each message for a client: it goes out only while the session hears that subscription. What the broker
 * still has under way when a right is lost ends here. A personal queue gets the name back under which it was subscribed.
 */
@Component
class DeliveryGuard implements ChannelInterceptor {

    private final Sessions sessions;
    private final RelayedSubscriptions relayed;
    private final Counter delivered;

    DeliveryGuard(Sessions sessions, RelayedSubscriptions relayed, MeterRegistry meters) {
        this.sessions = sessions;
        this.relayed = relayed;
        this.delivered = meters.counter("chat.deliveries");
    }

    @Override
    public @Nullable Message<?> preSend(Message<?> message, MessageChannel channel) {
        SimpMessageHeaderAccessor headers = MessageHeaderAccessor.getAccessor(message, SimpMessageHeaderAccessor.class);
        if (headers instanceof StompHeaderAccessor frame && !isForTheClient(frame)) {
            return null;
        }
        if (headers == null || headers.getMessageType() != SimpMessageType.MESSAGE) {
            return message;
        }
        String sessionId = headers.getSessionId();
        String subscriptionId = headers.getSubscriptionId();
        LiveSession session = sessionId == null ? null : sessions.find(sessionId);
        String destination = session == null || subscriptionId == null ? null : session.destinationOf(subscriptionId);
        if (destination == null) {
            return null;
        }
        delivered.increment();
        return destination.equals(headers.getDestination()) ? message : renamed(message, headers, destination);
    }

    private boolean isForTheClient(StompHeaderAccessor frame) {
        return !isLateDelivery(frame)
                && (frame.getCommand() != StompCommand.RECEIPT
                        || frame.getSessionId() == null
                        || relayed.received(frame));
    }

    /**
     * RabbitMQ complains of its own race: it had a message under way when the subscription was cancelled. As an ERROR frame that
     * would end the session.
     */
    private static boolean isLateDelivery(StompHeaderAccessor frame) {
        return frame.getCommand() == StompCommand.ERROR && "Subscription not found".equals(frame.getMessage());
    }

    private static Message<?> renamed(Message<?> message, SimpMessageHeaderAccessor headers, String destination) {
        if (headers.isMutable()) {
            headers.setDestination(destination);
            return message;
        }
        SimpMessageHeaderAccessor copy = (SimpMessageHeaderAccessor) MessageHeaderAccessor.getMutableAccessor(message);
        copy.setDestination(destination);
        return MessageBuilder.createMessage(message.getPayload(), copy.getMessageHeaders());
    }
}
