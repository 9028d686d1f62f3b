package com.sealkloud.chat.realtime;

import com.sealkloud.chat.session.SessionFrames;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.MessageHandler;
import org.springframework.messaging.simp.annotation.support.SimpAnnotationMethodMessageHandler;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.ExecutorChannelInterceptor;
import org.springframework.messaging.support.MessageHeaderAccessor;
import org.springframework.stereotype.Component;

/**
 * Sends the RECEIPT of a SEND, which Spring leaves to the application, when its method has
 * returned: after the commit.
 */
@Component
class Receipts implements ExecutorChannelInterceptor {

    private final SessionFrames frames;
    private final Timer latency;

    Receipts(SessionFrames frames, MeterRegistry meters) {
        this.frames = frames;
        this.latency = Timer.builder("chat.receipt.latency")
                .description("From a SEND's arrival to its receipt, after the commit")
                .publishPercentileHistogram()
                .register(meters);
    }

    @Override
    public void afterMessageHandled(
            Message<?> message, MessageChannel channel, MessageHandler handler, @Nullable Exception failure) {
        StompHeaderAccessor frame = MessageHeaderAccessor.getAccessor(message, StompHeaderAccessor.class);
        if (frame == null || failure != null) {
            return;
        }
        if (isSendDone(message, handler)) {
            latency.record(ClientRequest.of(message).nanosSinceStart(), TimeUnit.NANOSECONDS);
            receipt(frame);
        }
    }

    private static boolean isSendDone(Message<?> message, MessageHandler handler) {
        return handler instanceof SimpAnnotationMethodMessageHandler
                && message.getHeaders().get(ClientRequest.HEADER) instanceof ClientRequest request
                && !request.isRefused();
    }

    private void receipt(StompHeaderAccessor frame) {
        String receiptId = frame.getReceipt();
        if (receiptId != null) {
            frames.receipt(Objects.requireNonNull(frame.getSessionId()), receiptId);
        }
    }
}
