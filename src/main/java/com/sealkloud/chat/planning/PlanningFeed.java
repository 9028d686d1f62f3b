package com.sealkloud.chat.planning;

import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.lifecycle.Retries;
import com.sealkloud.chat.lifecycle.Retries.Limits;
import com.sealkloud.chat.outbox.EventBatches;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes the planners read on when the room of a ticket has a new event. The event stays in the
 * outbox until they have: if this node dies before, the sweep passes the event to another one.
 */
@Component
class PlanningFeed extends EventBatches {

    private static final Logger log = LoggerFactory.getLogger(PlanningFeed.class);

    private static final int BATCH = 500;
    private static final Duration GATHERING = Duration.ofMillis(20);
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final Limits TOGETHER = new Limits(1, PAUSE);
    private static final Limits ALONE = new Limits(3, PAUSE);

    private final List<TicketPlanner> planners;
    private final PlannedRooms rooms;
    private final Retries retries;
    private final MeterRegistry meters;
    private final JsonMapper json;

    PlanningFeed(
            List<TicketPlanner> planners, PlannedRooms rooms, Retries retries, MeterRegistry meters, JsonMapper json) {
        super("chat-planning", BATCH, GATHERING);
        this.planners = planners;
        this.rooms = rooms;
        this.retries = retries;
        this.meters = meters;
        this.json = json;
    }

    /** Of an envelope. */
    private record Subject(@Nullable String roomId) {

        /** The notes of a room are read with it. */
        Stream<String> ticketRoom() {
            return Stream.ofNullable(roomId).filter(Ids::isTicketRoom);
        }
    }

    @Override
    protected boolean wants(String routingKey) {
        return routingKey.equals("message.created")
                || routingKey.equals("room.created")
                || routingKey.startsWith("ticket.");
    }

    @Override
    protected void handle(List<String> envelopes) {
        Set<String> roomIds = envelopes.stream()
                .flatMap(envelope -> json.readValue(envelope, Subject.class).ticketRoom())
                .collect(Collectors.toSet());
        roomIds.forEach(roomId -> planners.forEach(planner -> readOn(planner, roomId)));
    }

    private void readOn(TicketPlanner planner, String roomId) {
        boolean isAtTheEnd = false;
        while (!isAtTheEnd) {
            isAtTheEnd = retries.alone(
                    TOGETHER,
                    () -> rooms.planSome(planner, roomId),
                    failure -> retries.alone(
                            ALONE,
                            () -> rooms.planNext(planner, roomId),
                            failureOfOne -> skip(planner, roomId, failureOfOne)));
        }
    }

    /** One event that cannot be planned from must not keep all that follows from being planned. */
    private boolean skip(TicketPlanner planner, String roomId, RuntimeException failure) {
        log.error("{} skips an event of {}", planner.planner(), roomId, failure);
        meters.counter("chat.planning.skipped", "planner", planner.planner()).increment();
        rooms.skip(planner, roomId);
        return false;
    }
}
