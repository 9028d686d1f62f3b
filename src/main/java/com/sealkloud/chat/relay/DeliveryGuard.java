package com.sealkloud.chat.relay;

import com.sealkloud.chat.account.HiddenRoles;
import com.sealkloud.chat.fanout.BrokerMode;
import com.sealkloud.chat.session.HeartBeats;
import com.sealkloud.chat.session.LiveSession;
import com.sealkloud.chat.session.SessionFrames;
import com.sealkloud.chat.session.Sessions;
import com.sealkloud.chat.session.Sockets;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.MessageHandler;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.ExecutorChannelInterceptor;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.messaging.support.MessageHeaderAccessor;
import org.springframework.stereotype.Component;

/**
 * The last check of each message for a client: it is sent only while the session has that
 * subscription. This stops messages that the broker still holds when a right is lost. A personal
 * queue gets back the name under which it was subscribed, and clients get nothing that only staff
 * may know.
 */
@Component
public class DeliveryGuard implements ExecutorChannelInterceptor {

    private static final Set<String> RACES = Set.of("Subscription not found", "No subscription found");

    private final Sessions sessions;
    private final RelayedSubscriptions relayed;
    private final SessionFrames frames;
    private final Sockets sockets;
    private final HeartBeats heartBeats;
    private final boolean fansOutHere;
    private final Counter delivered;

    DeliveryGuard(
            Sessions sessions,
            RelayedSubscriptions relayed,
            SessionFrames frames,
            Sockets sockets,
            HeartBeats heartBeats,
            BrokerMode mode,
            MeterRegistry meters) {
        this.frames = frames;
        this.sockets = sockets;
        this.heartBeats = heartBeats;
        this.fansOutHere = mode.fansOutHere();
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
        if (headers != null && headers.getMessageType() == SimpMessageType.DISCONNECT_ACK) {
            // ConnectGuard has answered.
            return null;
        }
        if (headers != null && headers.getMessageType() == SimpMessageType.HEARTBEAT && fansOutHere) {
            // HeartBeats sends them, on time.
            return null;
        }
        if (headers instanceof StompHeaderAccessor frame && frame.getCommand() == StompCommand.CONNECTED) {
            return asHere(message);
        }
        if (headers == null || headers.getMessageType() != SimpMessageType.MESSAGE) {
            return message;
        }
        String sessionId = headers.getSessionId();
        String subscriptionId = headers.getSubscriptionId();
        LiveSession session = sessionId == null ? null : sessions.find(sessionId);
        String destination = session == null || subscriptionId == null ? null : session.destinationOf(subscriptionId);
        if (session == null || destination == null) {
            return null;
        }
        delivered.increment();
        Message<?> shown = session.isOfClient() ? forClients(message) : message;
        return destination.equals(headers.getDestination()) ? shown : renamed(shown, headers, destination);
    }

    /** RabbitMQ's CONNECTED as the other ways of relaying have it: it names product and version. */
    private Message<?> asHere(Message<?> connected) {
        StompHeaderAccessor frame = (StompHeaderAccessor) MessageHeaderAccessor.getMutableAccessor(connected);
        frame.toNativeHeaderMap().keySet().forEach(name -> {
            if (!name.equals("version")) {
                frame.removeNativeHeader(name);
            }
        });
        frame.setHeartbeat(heartBeats.intervalMillis(), heartBeats.intervalMillis());
        return MessageBuilder.createMessage(connected.getPayload(), frame.getMessageHeaders());
    }

    private static Message<?> forClients(Message<?> message) {
        if (!(message.getPayload() instanceof byte[] body)) {
            return message;
        }
        byte[] shown = HiddenRoles.in(body);
        return shown == body ? message : MessageBuilder.createMessage(shown, message.getHeaders());
    }

    private boolean isForTheClient(StompHeaderAccessor frame) {
        return !isLate(frame)
                && !isAfterTheEnd(frame)
                && (frame.getCommand() != StompCommand.RECEIPT || isInTurn(frame));
    }

    /** RabbitMQ's receipts are not in order; they are sent again when it is their turn. */
    private boolean isInTurn(StompHeaderAccessor receipt) {
        String sessionId = receipt.getSessionId();
        if (sessionId == null || SessionFrames.isInTurn(receipt)) {
            return true;
        }
        LiveSession session = sessions.find(sessionId);
        String receiptId = receipt.getReceiptId();
        if (!relayed.received(receipt)) {
            return false;
        }
        if (session == null || receiptId == null) {
            return true;
        }
        frames.relayedReceipt(session, receiptId);
        return false;
    }

    /**
     * RabbitMQ reports races that are none of the client's: it was delivering a message when the
     * subscription was cancelled, or the subscription was cancelled before it came there. As an
     * ERROR frame, that would end the session.
     */
    private static boolean isLate(StompHeaderAccessor frame) {
        return frame.getCommand() == StompCommand.ERROR
                && frame.getMessage() != null
                && RACES.contains(frame.getMessage());
    }

    /** What the broker says of a session that its client has ended in good order. */
    private boolean isAfterTheEnd(StompHeaderAccessor frame) {
        String sessionId = frame.getSessionId();
        return frame.getCommand() == StompCommand.ERROR && sessionId != null && sockets.isLeaving(sessionId);
    }

    @Override
    public void afterMessageHandled(
            Message<?> message, MessageChannel channel, MessageHandler handler, @Nullable Exception failure) {
        String sessionId = SimpMessageHeaderAccessor.getSessionId(message.getHeaders());
        if (sessionId != null && SessionFrames.isLast(message.getHeaders())) {
            sockets.closeLeft(sessionId);
        }
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
