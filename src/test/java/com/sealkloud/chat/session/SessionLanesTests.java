package com.sealkloud.chat.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHandler;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.messaging.support.MessageHandlingRunnable;

/** What waits for the thread of a session is bounded by its size. */
class SessionLanesTests {

    private static final byte[] SMALL = {};
    private static final byte[] LARGE = new byte[1_000_000];

    private final List<String> closed = new CopyOnWriteArrayList<>();
    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final CountDownLatch reads = new CountDownLatch(1);
    private final SessionLanes lanes = new SessionLanes(closed::add, new SimpleMeterRegistry());

    @AfterEach
    void stop() {
        reads.countDown();
        lanes.stop();
    }

    @Test
    void aSessionForWhichMuchWaitsIsClosedAndOthersGetTheirFrames() {
        lanes.execute(frame("slow", SMALL));
        for (int i = 0; i < 10 && closed.isEmpty(); i++) {
            lanes.execute(frame("slow", LARGE));
        }
        assertThat(closed).containsExactly("slow");

        reads.countDown();
        lanes.execute(frame("other", LARGE));
        await().until(() -> sent.contains("other"));
        assertThat(closed).containsExactly("slow");
        await().until(() -> sent.stream().filter("slow"::equals).count() == 6);

        lanes.execute(frame("slow", LARGE));
        await().until(() -> sent.stream().filter("slow"::equals).count() == 7);
    }

    @Test
    void oneLargeAnswerPasses() {
        lanes.execute(frame("slow", new byte[10_000_000]));
        reads.countDown();

        await().until(() -> sent.equals(List.of("slow")));
        assertThat(closed).isEmpty();
    }

    @Test
    void manySessionsTogetherAreBounded() {
        for (int i = 0; i < 10_000 && closed.isEmpty(); i++) {
            lanes.execute(frame("slow-" + i, LARGE));
        }

        assertThat(closed).hasSize(1);
    }

    private MessageHandlingRunnable frame(String sessionId, byte[] body) {
        SimpMessageHeaderAccessor headers = SimpMessageHeaderAccessor.create(SimpMessageType.MESSAGE);
        headers.setSessionId(sessionId);
        Message<byte[]> message = MessageBuilder.createMessage(body, headers.getMessageHeaders());
        return new MessageHandlingRunnable() {

            @Override
            public Message<?> getMessage() {
                return message;
            }

            @Override
            public MessageHandler getMessageHandler() {
                return ignored -> {};
            }

            @Override
            public void run() {
                try {
                    reads.await();
                    sent.add(sessionId);
                } catch (InterruptedException stopping) {
                    Thread.currentThread().interrupt();
                }
            }
        };
    }
}
