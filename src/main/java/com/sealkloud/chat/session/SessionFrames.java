package com.sealkloud.chat.session;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Lazy;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.stereotype.Component;
import org.springframework.util.MimeTypeUtils;
import tools.jackson.databind.json.JsonMapper;

/** Writes frames directly to one session, without the broker: answers, receipts, errors. */
@Component
public class SessionFrames {

    private static final byte[] EMPTY = new byte[0];
    private static final String IN_TURN = "chatInTurn";
    private static final String LAST = "chatLast";

    private final Sessions sessions;
    private final MessageChannel outbound;
    private final JsonMapper json;

    SessionFrames(
            Sessions sessions, @Lazy @Qualifier("clientOutboundChannel") MessageChannel outbound, JsonMapper json) {
        this.sessions = sessions;
        this.outbound = outbound;
        this.json = json;
    }

    /** Answers one session on its {@code /user/queue/messages}; lost if it is not subscribed. */
    public void answer(String sessionId, Object event) {
        send(sessionId, PersonalQueues.MESSAGES, event);
    }

    public void error(String sessionId, ErrorEvent event) {
        send(sessionId, PersonalQueues.ERRORS, event);
    }

    private void send(String sessionId, String destination, Object event) {
        LiveSession session = sessions.find(sessionId);
        if (session == null) {
            return;
        }
        byte[] body = json.writeValueAsBytes(event);
        session.answers()
                .send(
                        () -> session.subscriptions().stream()
                                .filter(subscription -> subscription.name().equals(destination))
                                .forEach(subscription -> {
                                    StompHeaderAccessor headers = StompHeaderAccessor.create(StompCommand.MESSAGE);
                                    headers.setSubscriptionId(subscription.id());
                                    headers.setDestination(destination);
                                    headers.setContentType(MimeTypeUtils.APPLICATION_JSON);
                                    send(sessionId, headers, body);
                                }),
                        body.length);
    }

    /** The receipt of a frame that has been handled. */
    public void receipt(String sessionId, String receiptId) {
        LiveSession session = sessions.find(sessionId);
        if (session == null) {
            sendReceipt(sessionId, receiptId);
        } else {
            session.answers().send(() -> sendReceipt(sessionId, receiptId), 0);
        }
    }

    /** The receipt for which a place is reserved. */
    public void receipt(LiveSession session, String receiptId, AnswerOrder.Place place) {
        session.answers().fill(place, () -> sendReceipt(session.id(), receiptId));
    }

    /** A receipt from the broker. */
    public void relayedReceipt(LiveSession session, String receiptId) {
        session.answers().fill(receiptId, () -> sendReceipt(session.id(), receiptId));
    }

    /** The receipt of a DISCONNECT, after which the socket is closed. */
    public void lastReceipt(String sessionId, String receiptId) {
        sendReceipt(sessionId, receiptId, true);
    }

    private void sendReceipt(String sessionId, String receiptId) {
        sendReceipt(sessionId, receiptId, false);
    }

    private void sendReceipt(String sessionId, String receiptId, boolean isLast) {
        StompHeaderAccessor headers = StompHeaderAccessor.create(StompCommand.RECEIPT);
        headers.setReceiptId(receiptId);
        headers.setHeader(IN_TURN, true);
        headers.setHeader(LAST, isLast);
        send(sessionId, headers, EMPTY);
    }

    /** @return whether it is already known when it is the frame's turn */
    public static boolean isInTurn(StompHeaderAccessor frame) {
        return frame.getHeader(IN_TURN) != null;
    }

    /** @return whether the socket is to be closed once it is sent */
    public static boolean isLast(MessageHeaders headers) {
        return Boolean.TRUE.equals(headers.get(LAST));
    }

    /** Sends an ERROR frame; the session is then closed, as STOMP demands. */
    public void close(String sessionId, String code, String reason) {
        close(sessionId, code, reason, Map.of());
    }

    /** @param more headers of the frame */
    public void close(String sessionId, String code, String reason, Map<String, String> more) {
        LiveSession session = sessions.find(sessionId);
        if (session != null) {
            session.answers().giveWay();
        }
        StompHeaderAccessor headers = StompHeaderAccessor.create(StompCommand.ERROR);
        headers.setMessage(code);
        more.forEach(headers::setNativeHeader);
        headers.setContentType(MimeTypeUtils.TEXT_PLAIN);
        send(sessionId, headers, reason.getBytes(StandardCharsets.UTF_8));
    }

    private void send(String sessionId, StompHeaderAccessor headers, byte[] body) {
        headers.setSessionId(sessionId);
        headers.setLeaveMutable(true);
        outbound.send(MessageBuilder.createMessage(body, headers.getMessageHeaders()));
    }
}
