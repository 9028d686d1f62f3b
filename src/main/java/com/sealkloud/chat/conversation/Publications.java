package com.sealkloud.chat.conversation;

import com.sealkloud.chat.account.Directory;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.conversation.EventEnvelope.Actor;
import com.sealkloud.chat.text.GuardedStrings;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes out what an event becomes at the broker: for clients, and, in an envelope, for programs. */
@Component
class Publications {

    private static final Map<String, Class<? extends ConversationEvent>> TYPES = Map.of(
            "message", DirectMessage.class,
            "room_message", RoomMessage.class,
            "member_joined", MemberJoined.class,
            "member_left", MemberLeft.class,
            "room_created", RoomCreated.class,
            "ticket_changed", TicketChanged.class,
            "ticket_handover", TicketHandover.class,
            "ticket_requested", TicketRequested.class,
            "ticket_linked", TicketLinked.class);

    private final ConversationRepository conversations;
    private final Directory directory;
    private final JsonMapper json;

    Publications(ConversationRepository conversations, Directory directory, JsonMapper json) {
        this.conversations = conversations;
        this.directory = directory;
        this.json = json;
    }

    Publication of(EventLogged logged) {
        return of(logged.event(), new Cause(logged.actorId(), logged.correlationId()), logged.payload());
    }

    /** An event that was logged earlier, perhaps by a node that is gone. */
    Publication of(LogEntry entry) {
        Class<? extends ConversationEvent> type = TYPES.get(entry.type());
        if (type == null) {
            throw new IllegalStateException("The log has an event of an unknown type: " + entry.type());
        }
        return of(
                (ConversationEvent) GuardedStrings.ofStored(json, type).readValue(entry.payload()),
                new Cause(entry.actorId(), entry.correlationId()),
                entry.payload());
    }

    /** @return the message that stands in the log with this type */
    static ChatMessage messageOf(String type, String payload, JsonMapper json) {
        return GuardedStrings.ofStored(json, type.equals("message") ? DirectMessage.class : RoomMessage.class)
                .readValue(payload);
    }

    private Publication of(ConversationEvent event, Cause cause, String payload) {
        String roomId = event.roomId();
        EventEnvelope envelope = new EventEnvelope(
                event.conversationId() + "-" + event.seq(),
                event.routingKey(),
                EventEnvelope.VERSION,
                event.timestamp(),
                event.conversationId(),
                roomId,
                Ids.ticketOf(roomId),
                event.seq(),
                event instanceof ChatMessage message
                        ? new Actor(cause.actorId(), message.senderRole().wireName())
                        : actor(cause.actorId()),
                cause.correlationId(),
                payload);
        return new Publication(
                event.destinations(),
                payload,
                event.routingKey(),
                json.writeValueAsString(envelope),
                Ids.isTicketRoom(event.conversationId()) || isAboutMakingTickets(event));
    }

    /** A conversation that a ticket is to be made of need not be one that programs read; that it is wanted concerns them. */
    private static boolean isAboutMakingTickets(ConversationEvent event) {
        return event instanceof TicketRequested || event instanceof TicketLinked;
    }

    Publication of(ReadMoved moved) {
        Conversation conversation = conversations
                .findById(moved.conversationId())
                .orElseThrow(() -> new IllegalStateException("Read in no conversation: " + moved.conversationId()));
        String event = json.writeValueAsString(moved);
        EventEnvelope envelope = new EventEnvelope(
                moved.conversationId() + "-" + moved.userId() + "-" + moved.readSeq(),
                "message.read",
                EventEnvelope.VERSION,
                moved.timestamp(),
                moved.conversationId(),
                conversation.roomId(),
                conversation.ticketId(),
                null,
                actor(moved.userId()),
                null,
                event);
        return new Publication(
                conversation.destinations(),
                event,
                "message.read",
                json.writeValueAsString(envelope),
                conversation.kind() == ConversationKind.TICKET);
    }

    private Actor actor(String actorId) {
        return new Actor(
                actorId,
                directory
                        .find(actorId)
                        .map(Person::userRole)
                        .map(role -> role.wireName())
                        .orElse(null));
    }
}
