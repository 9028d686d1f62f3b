package com.sealkloud.chat.realtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.MessageHandler;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.messaging.simp.annotation.support.SimpAnnotationMethodMessageHandler;
import org.springframework.messaging.simp.broker.SimpleBrokerMessageHandler;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.simp.user.UserDestinationMessageHandler;
import org.springframework.messaging.support.ExecutorChannelInterceptor;
import org.springframework.messaging.support.MessageHeaderAccessor;
import org.springframework.stereotype.Component;

/**
 * Sends the RECEIPT that Spring leaves to the application: for a SEND once its method has returned, which is after the
 * commit, and for a subscription once it stands. With a
 * connection per session, RabbitMQ sends the latter itself.
 */
@Component
class Receipts implements ExecutorChannelInterceptor {

    private final SessionFrames frames;
    private final Timer latency;
    private final Sessions sessions;
    private final ApplicationEventPublisher events;
    private final boolean fansOutHere;

    Receipts(
            SessionFrames frames,
            Sessions sessions,
            MeterRegistry meters,
            BrokerMode broker,
            ApplicationEventPublisher events) {
        this.frames = frames;
        this.latency = Timer.builder("chat.receipt.latency")
                .description("From a SEND's arrival to its receipt, after the commit")
                .publishPercentileHistogram()
                .register(meters);
        this.sessions = sessions;
        this.events = events;
        this.fansOutHere = broker.fansOutHere();
    }

    @Override
    public void afterMessageHandled(
            Message<?> message, MessageChannel channel, MessageHandler handler, @Nullable Exception failure) {
        StompHeaderAccessor frame = MessageHeaderAccessor.getAccessor(message, StompHeaderAccessor.class);
        if (frame == null || failure != null) {
            return;
        }
        if (isSendDone(message, handler)) {
            latency.record(Exchange.of(message).nanosSinceStart(), TimeUnit.NANOSECONDS);
            receipt(frame);
        } else if (fansOutHere && isSubscriptionDone(frame, handler)) {
            standing(frame).thenRun(() -> subscribed(frame));
        }
    }

    private static boolean isSendDone(Message<?> message, MessageHandler handler) {
        return handler instanceof SimpAnnotationMethodMessageHandler
                && message.getHeaders().get(Exchange.HEADER) instanceof Exchange exchange
                && !exchange.isRefused();
    }

    private static boolean isSubscriptionDone(StompHeaderAccessor frame, MessageHandler handler) {
        String destination = frame.getDestination();
        boolean isPersonal = destination != null && destination.startsWith("/user/");
        if (frame.getMessageType() == SimpMessageType.SUBSCRIBE) {
            return isPersonal
                    ? handler instanceof UserDestinationMessageHandler
                    : handler instanceof SimpleBrokerMessageHandler;
        }
        return frame.getMessageType() == SimpMessageType.UNSUBSCRIBE && handler instanceof SimpleBrokerMessageHandler;
    }

    private CompletableFuture<Void> standing(StompHeaderAccessor frame) {
        LiveSession session = sessions.find(Objects.requireNonNull(frame.getSessionId()));
        String subscriptionId = frame.getSubscriptionId();
        return session == null || subscriptionId == null
                ? CompletableFuture.completedFuture(null)
                : session.standing(subscriptionId);
    }

    private void subscribed(StompHeaderAccessor frame) {
        receipt(frame);
        LiveSession session = sessions.find(Objects.requireNonNull(frame.getSessionId()));
        if (session != null && PersonalQueues.MESSAGES.equals(frame.getDestination())) {
            events.publishEvent(new PersonalQueueOpened(session.id(), session.authentication()));
        }
    }

    private void receipt(StompHeaderAccessor frame) {
        String receiptId = frame.getReceipt();
        if (receiptId != null) {
            frames.receipt(Objects.requireNonNull(frame.getSessionId()), receiptId);
        }
    }
}
