package com.sealkloud.chat.log;

import com.sealkloud.chat.api.Ids;
import java.time.OffsetDateTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is served instead of an event whose row was changed in the database, or whose key is gone:
 * of a message a message that says so, of other events one of the type {@code unreadable}. It is
 * made of the columns that are not sealed.
 */
@Component
class UnreadableEvents {

    private static final String FIELD = "unreadable";

    private static final String CONTENT = "[This message cannot be read: it was changed in the database.]";

    private static final String FACTS = """
            select e.message_id, e.actor_id, e.occurred_at, a.user_name, a.user_role, c.kind,
                (select min(p.user_id) from participant p
                  where p.conversation_id = e.conversation_id and p.user_id <> e.actor_id)
            from log_entry e
            join conversation c on c.conversation_id = e.conversation_id
            left join account a on a.user_id = e.actor_id
            where e.conversation_id = ? and e.seq = ?""";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    UnreadableEvents(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    private record Facts(
            @Nullable String messageId,
            String actorId,
            String occurredAt,
            @Nullable String name,
            @Nullable String role,
            String kind,
            @Nullable String other) {}

    LogPages.Row of(LogEntryId id, String type) {
        Facts facts = jdbc.sql(FACTS)
                .param(id.conversationId())
                .param(id.seq())
                .query((row, number) -> new Facts(
                        row.getString(1),
                        row.getString(2),
                        row.getObject(3, OffsetDateTime.class).toInstant().toString(),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7)))
                .optional()
                .orElse(null);
        ObjectNode event = json.createObjectNode();
        boolean isMessage = facts != null && facts.messageId() != null;
        String shown = isMessage ? type : FIELD;
        event.put("type", shown).put("conversationId", id.conversationId()).put("seq", id.seq());
        if (facts != null) {
            event.put("timestamp", facts.occurredAt());
            if (isMessage) {
                putMessage(event, id, facts);
            }
        }
        event.put(FIELD, true);
        return new LogPages.Row(id.seq(), shown, json.writeValueAsString(event));
    }

    private static void putMessage(ObjectNode event, LogEntryId id, Facts facts) {
        event.put("messageId", facts.messageId())
                .put("senderId", facts.actorId())
                .put("senderName", facts.name() == null ? facts.actorId() : facts.name())
                .put(
                        "senderRole",
                        facts.role() == null ? "service" : facts.role().toLowerCase(Locale.ROOT))
                .put("content", CONTENT);
        switch (facts.kind()) {
            case "DIRECT" -> event.put("receiverId", facts.other() == null ? "" : facts.other());
            case "NOTES" ->
                event.put("roomId", Ids.roomOfNotes(id.conversationId())).put("kind", "note");
            default -> event.put("roomId", id.conversationId()).put("kind", "text");
        }
    }
}
