package com.sealkloud.chat.planning;

import com.sealkloud.chat.conversation.RoomMessage;
import com.sealkloud.chat.log.ConversationEvent;
import com.sealkloud.chat.log.LogPages;
import com.sealkloud.chat.room.RoomCreated;
import com.sealkloud.chat.text.GuardedStrings;
import com.sealkloud.chat.ticket.TicketChanged;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * How far each planner has read the log of each room: a row for both, which is locked while the
 * planner writes. Whoever locks a room, too, locks this row first.
 */
@Component
public class PlannedRooms {

    /** Bounds the transaction. */
    private static final int AT_ONCE = 200;

    /** Events of other types, also of types that a newer node has logged, are passed over. */
    private static final Map<String, Class<? extends ConversationEvent>> TYPES = Map.of(
            "ticket_changed", TicketChanged.class,
            "room_created", RoomCreated.class,
            "room_message", RoomMessage.class);

    private final JdbcClient jdbc;
    private final LogPages log;
    private final JsonMapper json;

    PlannedRooms(JdbcClient jdbc, LogPages log, JsonMapper json) {
        this.jdbc = jdbc;
        this.log = log;
        this.json = json;
    }

    /** Keeps every other node from planning for this room until the caller's transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lock(TicketPlanner planner, String roomId) {
        position(planner, roomId);
    }

    /**
     * Plans from all that the log has, for a caller who has locked first this and then the room.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void catchUp(TicketPlanner planner, String roomId) {
        boolean isAtTheEnd;
        do {
            isAtTheEnd = planSome(planner, roomId, AT_ONCE);
        } while (!isAtTheEnd);
    }

    /** @return whether the end of the log is reached */
    @Transactional
    public boolean planSome(TicketPlanner planner, String roomId) {
        return planSome(planner, roomId, AT_ONCE);
    }

    /** @return whether the end of the log is reached */
    @Transactional
    public boolean planNext(TicketPlanner planner, String roomId) {
        return planSome(planner, roomId, 1);
    }

    /** Passes over the next event. */
    @Transactional
    public void skip(TicketPlanner planner, String roomId) {
        moveTo(planner, roomId, position(planner, roomId) + 1);
    }

    private boolean planSome(TicketPlanner planner, String roomId, int limit) {
        long after = position(planner, roomId);
        List<LogPages.Row> rows = log.eventsAfter(roomId, after, limit);
        rows.stream().flatMap(row -> read(row).stream()).forEach(planner::plan);
        if (!rows.isEmpty()) {
            // The log has no gaps.
            moveTo(planner, roomId, after + rows.size());
        }
        return rows.size() < limit;
    }

    private Optional<ConversationEvent> read(LogPages.Row row) {
        return Optional.ofNullable(TYPES.get(row.type()))
                .map(type -> GuardedStrings.ofStored(json, type).readValue(row.payload()));
    }

    /**
     * @throws org.springframework.dao.DuplicateKeyException if another node reads this room for the
     *     first time now
     */
    private long position(TicketPlanner planner, String roomId) {
        return jdbc.sql("select seq from planned_room where planner = ? and conversation_id = ? for update")
                .param(planner.planner())
                .param(roomId)
                .query(Long.class)
                .optional()
                .orElseGet(() -> {
                    jdbc.sql("insert into planned_room (planner, conversation_id, seq) values (?, ?, 0)")
                            .param(planner.planner())
                            .param(roomId)
                            .update();
                    return 0L;
                });
    }

    private void moveTo(TicketPlanner planner, String roomId, long seq) {
        jdbc.sql("update planned_room set seq = ? where planner = ? and conversation_id = ?")
                .param(seq)
                .param(planner.planner())
                .param(roomId)
                .update();
    }
}
