package com.sealkloud.chat.lifecycle;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Pauses between retries of operations that must succeed eventually, for instance after a database
 * outage.
 */
@Component
public class Patience {

    /** For listeners that must not find anybody waiting when the node stops. */
    public static final int ORDER_AT_STOP = 1;

    private final CountDownLatch stopping = new CountDownLatch(1);

    /** @throws NodeStopsException if the node stops or has stopped */
    public void pause(Duration time) {
        try {
            if (stopping.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new NodeStopsException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NodeStopsException();
        }
    }

    @EventListener(ContextClosedEvent.class)
    @Order(ORDER_AT_STOP)
    void stop() {
        stopping.countDown();
    }
}
