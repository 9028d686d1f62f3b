package com.sealkloud.chat.fanout;

import com.sealkloud.chat.session.Subscription;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/**
 * Delivers to the sessions of this node. Spring's simple broker would create a message, a task and
 * a frame for each receiver. Here a receiver costs a lookup and the write, and the frame is shared
 * ({@link Delivery}).
 */
@Component
public class LocalFanOut {

    private final List<FanOutLane> lanes;

    LocalFanOut(MeterRegistry meters, SendFailures failures) {
        Counter delivered = meters.counter("chat.deliveries");
        Counter dropped = meters.counter("chat.deliveries.dropped");
        lanes = IntStream.range(0, Math.max(2, Runtime.getRuntime().availableProcessors()))
                .mapToObj(number ->
                        new FanOutLane("chat-fan-out-" + number, delivered::increment, dropped::increment, failures))
                .toList();
    }

    void add(Subscription subscription) {
        laneOf(subscription).add(subscription);
    }

    void remove(Subscription subscription) {
        laneOf(subscription).remove(subscription);
    }

    /** Sends the event to all local subscribers of the topic, without waiting. */
    public void deliver(String topic, byte[] json) {
        Delivery delivery = new Delivery(topic, json);
        lanes.forEach(lane -> lane.deliver(delivery));
    }

    private FanOutLane laneOf(Subscription subscription) {
        return lanes.get(Math.floorMod(subscription.session().id().hashCode(), lanes.size()));
    }

    @PreDestroy
    void stop() {
        lanes.forEach(FanOutLane::stop);
    }
}
