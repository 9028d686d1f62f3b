package com.sealkloud.chat.realtime;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Lazy;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.stereotype.Component;
import org.springframework.util.MimeTypeUtils;
import tools.jackson.databind.json.JsonMapper;

/** Writes frames to one session of this node directly, without the broker: answers, receipts, errors. */
@Component
public class SessionFrames {

    private static final byte[] EMPTY = new byte[0];

    private final Sessions sessions;
    private final MessageChannel outbound;
    private final JsonMapper json;

    SessionFrames(
            Sessions sessions, @Lazy @Qualifier("clientOutboundChannel") MessageChannel outbound, JsonMapper json) {
        this.sessions = sessions;
        this.outbound = outbound;
        this.json = json;
    }

    /** Answers one session on its {@code /user/queue/messages}; lost if it is not subscribed there. */
    public void answer(String sessionId, Object event) {
        send(sessionId, PersonalQueues.MESSAGES, event);
    }

    void error(String sessionId, ErrorEvent event) {
        send(sessionId, PersonalQueues.ERRORS, event);
    }

    private void send(String sessionId, String destination, Object event) {
        LiveSession session = sessions.find(sessionId);
        if (session == null) {
            return;
        }
        byte[] body = json.writeValueAsBytes(event);
        session.subscriptions().stream()
                .filter(subscription -> subscription.name().equals(destination))
                .forEach(subscription -> {
                    StompHeaderAccessor headers = StompHeaderAccessor.create(StompCommand.MESSAGE);
                    headers.setSubscriptionId(subscription.id());
                    headers.setDestination(destination);
                    headers.setContentType(MimeTypeUtils.APPLICATION_JSON);
                    send(sessionId, headers, body);
                });
    }

    void receipt(String sessionId, String receiptId) {
        StompHeaderAccessor headers = StompHeaderAccessor.create(StompCommand.RECEIPT);
        headers.setReceiptId(receiptId);
        send(sessionId, headers, EMPTY);
    }

    /** Sends an ERROR frame; the session is closed behind it, as STOMP demands. */
    void close(String sessionId, String code, String reason) {
        close(sessionId, code, reason, null);
    }

    /** @param retryAfter when it is worth coming again, if that is known */
    void close(String sessionId, String code, String reason, @Nullable Duration retryAfter) {
        StompHeaderAccessor headers = StompHeaderAccessor.create(StompCommand.ERROR);
        headers.setMessage(code);
        if (retryAfter != null) {
            headers.setNativeHeader("retryAfterMs", String.valueOf(retryAfter.toMillis()));
        }
        headers.setContentType(MimeTypeUtils.TEXT_PLAIN);
        send(sessionId, headers, reason.getBytes(StandardCharsets.UTF_8));
    }

    private void send(String sessionId, StompHeaderAccessor headers, byte[] body) {
        headers.setSessionId(sessionId);
        headers.setLeaveMutable(true);
        outbound.send(MessageBuilder.createMessage(body, headers.getMessageHeaders()));
    }
}
