package com.sealkloud.chat.planning;

import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.conversation.Conversation;
import com.sealkloud.chat.log.ConversationEvent;
import com.sealkloud.chat.log.LogPages;
import com.sealkloud.chat.message.RoomMessage;
import com.sealkloud.chat.room.RoomCreated;
import com.sealkloud.chat.text.GuardedStrings;
import com.sealkloud.chat.ticket.TicketChanged;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.JacksonException;
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
        moveOver(planner, next(planner, roomId, 1));
    }

    private boolean planSome(TicketPlanner planner, String roomId, int limit) {
        List<Step> steps = next(planner, roomId, limit);
        steps.stream().flatMap(step -> Stream.ofNullable(read(step.row()))).forEach(planner::plan);
        moveOver(planner, steps);
        return steps.size() < limit;
    }

    /**
     * An event that is to be planned from, not read yet: one that cannot be read must be skipped.
     *
     * @param roomSeq the event of the room that it is, or that it follows in the notes
     */
    private record Step(String conversationId, LogPages.Row row, long roomSeq) {}

    /** The next events of the room, with those of its notes in their places. */
    private List<Step> next(TicketPlanner planner, String roomId, int limit) {
        long after = position(planner, roomId);
        List<Step> ofRoom = log.eventsAfter(roomId, after, limit).stream()
                .map(row -> new Step(roomId, row, row.seq()))
                .toList();
        if (!planner.readsNotes()) {
            return ofRoom;
        }
        long last = ofRoom.isEmpty() ? after : ofRoom.get(ofRoom.size() - 1).roomSeq();
        return Stream.concat(ofRoom.stream(), notes(planner, roomId, after, last, limit))
                .sorted(Comparator.comparingLong(Step::roomSeq))
                .limit(limit)
                .toList();
    }

    /** Read after the room: what is noted behind an event that was read there is seen here. */
    private Stream<Step> notes(TicketPlanner planner, String roomId, long roomSeq, long lastOfRoom, int limit) {
        String notesId = Ids.notesOf(roomId);
        List<Step> steps = new ArrayList<>();
        long reached = roomSeq;
        for (LogPages.Row row : log.eventsAfter(notesId, position(planner, notesId), limit)) {
            reached = Math.max(reached, roomSeq(row));
            if (reached > lastOfRoom) {
                break;
            }
            steps.add(new Step(notesId, row, reached));
        }
        return steps.stream();
    }

    /** @return 0 for what follows no event of the room, and for what cannot be read */
    private long roomSeq(LogPages.Row row) {
        try {
            return read(row) instanceof TicketChanged changed && changed.roomSeq() != null ? changed.roomSeq() : 0;
        } catch (JacksonException e) {
            return 0;
        }
    }

    private void moveOver(TicketPlanner planner, List<Step> steps) {
        steps.stream()
                .collect(Collectors.toMap(
                        Step::conversationId, step -> step.row().seq(), Math::max))
                .forEach((conversationId, seq) -> moveTo(planner, conversationId, seq));
    }

    /** @return the last events that planners read, of so many; what cannot be read is left out */
    public List<ConversationEvent> past(Conversation room, int limit) {
        return log.eventsAfter(room.conversationId(), Math.max(0, room.lastSeq() - limit), limit).stream()
                .flatMap(row -> Stream.ofNullable(readable(row)))
                .toList();
    }

    private @Nullable ConversationEvent readable(LogPages.Row row) {
        try {
            return read(row);
        } catch (JacksonException damaged) {
            return null;
        }
    }

    private @Nullable ConversationEvent read(LogPages.Row row) {
        Class<? extends ConversationEvent> type = TYPES.get(row.type());
        return type == null ? null : GuardedStrings.ofStored(json, type).readValue(row.payload());
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
