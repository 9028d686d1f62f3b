package com.sealkloud.chat.outbox;

import com.sealkloud.chat.account.Directory;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.log.Cause;
import com.sealkloud.chat.log.ChatMessage;
import com.sealkloud.chat.log.ConversationEvent;
import com.sealkloud.chat.log.EventLogged;
import com.sealkloud.chat.log.EventTypes;
import com.sealkloud.chat.log.LogEntry;
import com.sealkloud.chat.log.LogEntryId;
import com.sealkloud.chat.log.StoredPayloads;
import com.sealkloud.chat.outbox.EventEnvelope.Actor;
import java.time.Instant;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes out what an event becomes at the broker: for clients, and, in an envelope, for programs.
 */
@Component
public class Publications {

    private final EventTypes types;
    private final Directory directory;
    private final StoredPayloads payloads;
    private final JsonMapper json;
    private final boolean withoutWords;

    Publications(
            EventTypes types,
            Directory directory,
            StoredPayloads payloads,
            JsonMapper json,
            FeedProperties properties) {
        this.types = types;
        this.directory = directory;
        this.payloads = payloads;
        this.json = json;
        this.withoutWords = properties.events() == FeedProperties.Events.REFERENCE;
    }

    Publication of(EventLogged logged) {
        return of(logged.event(), new Cause(logged.actorId(), logged.correlationId()), logged.payload());
    }

    /**
     * An event that was logged earlier, perhaps by a node that is gone.
     *
     * @param route where it goes; null if its type says that
     * @throws IllegalStateException if nothing says that
     */
    Publication of(LogEntry entry, @Nullable Route route) {
        String payload = payloads.of(entry);
        if (route != null) {
            return publication(entry.type(), payload, envelope(entry, payload, route), route);
        }
        ConversationEvent event = types.read(entry.type(), payload)
                .orElseThrow(
                        () -> new IllegalStateException("The log has an event of an unknown type: " + entry.type()));
        return of(event, new Cause(entry.actorId(), entry.correlationId()), payload);
    }

    /** The event itself is not read: this node may not know its type. */
    private EventEnvelope envelope(LogEntry entry, String payload, Route route) {
        String roomId = json.readTree(payload).path("roomId").asString(null);
        return new EventEnvelope(
                eventId(entry.conversationId(), entry.seq()),
                route.routingKey(),
                EventEnvelope.VERSION,
                entry.occurredAt(),
                entry.conversationId(),
                roomId,
                Ids.ticketOf(roomId),
                entry.seq(),
                actor(entry.actorId()),
                entry.correlationId(),
                payload,
                null);
    }

    private Publication publication(String type, String payload, EventEnvelope envelope, Route route) {
        String written = json.writeValueAsString(envelope);
        return new Publication(
                route.destinations().stream()
                        .collect(Collectors.toMap(
                                Function.identity(),
                                destination -> types.differsAt(type, destination)
                                        ? types.forClients(type, payload)
                                        : payload)),
                route.routingKey(),
                written,
                withoutWords ? json.writeValueAsString(envelope.referringTo(json.readTree(payload))) : written,
                route.forTickets());
    }

    /** @return what the deliveries of an event of the log are recognised by */
    public static String eventId(LogEntryId event) {
        return eventId(event.conversationId(), event.seq());
    }

    private static String eventId(String conversationId, long seq) {
        return conversationId + "-" + seq;
    }

    private Publication of(ConversationEvent event, Cause cause, String payload) {
        String roomId = event.roomId();
        return publication(
                event.type(),
                payload,
                new EventEnvelope(
                        eventId(event.conversationId(), event.seq()),
                        event.routingKey(),
                        EventEnvelope.VERSION,
                        event.timestamp(),
                        event.conversationId(),
                        roomId,
                        Ids.ticketOf(roomId),
                        event.seq(),
                        event instanceof ChatMessage message
                                ? new Actor(
                                        cause.actorId(), message.senderRole().wireName())
                                : actor(cause.actorId()),
                        cause.correlationId(),
                        payload,
                        null),
                Route.of(event));
    }

    /**
     * An event without a place in the log.
     *
     * @param eventId the same each time the event is delivered
     * @param payload as clients get it
     */
    public record Unlogged(
            String eventId,
            String routingKey,
            Instant timestamp,
            String conversationId,
            @Nullable String roomId,
            String actorId,
            Set<String> destinations,
            String payload) {}

    public Publication of(Unlogged event) {
        return publication(
                event.routingKey(),
                event.payload(),
                new EventEnvelope(
                        event.eventId(),
                        event.routingKey(),
                        EventEnvelope.VERSION,
                        event.timestamp(),
                        event.conversationId(),
                        event.roomId(),
                        Ids.ticketOf(event.roomId()),
                        null,
                        actor(event.actorId()),
                        null,
                        event.payload(),
                        null),
                new Route(event.routingKey(), event.destinations(), Ids.isTicketRoom(event.conversationId())));
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
