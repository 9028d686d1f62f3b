package com.sealkloud.chat.log;

import com.sealkloud.chat.text.GuardedStrings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The types of durable events that this node knows; a node of another version may have logged
 * others.
 */
@Component
public class EventTypes {

    private final Map<String, EventType> byName;
    private final JsonMapper json;

    /** @throws IllegalStateException if two types have the same name */
    EventTypes(List<EventType> types, JsonMapper json) {
        this.byName = types.stream().collect(Collectors.toMap(EventType::name, Function.identity()));
        this.json = json;
    }

    /** @return whether this type was registered, with this class */
    boolean knows(ConversationEvent event) {
        EventType known = byName.get(event.type());
        return known != null && known.event() == event.getClass();
    }

    /**
     * @return whether an event of this type has come with new words for an earlier one; one of an
     *     unknown type may have
     */
    public boolean rewrites(String type) {
        EventType known = byName.get(type);
        return known == null || known.shows() == EventType.Shows.WORDS;
    }

    /** @return whether events of this type are lines of their own */
    boolean areLines(String type) {
        EventType known = byName.get(type);
        return known == null || known.shows() == EventType.Shows.LINE;
    }

    /** @return the event as clients get it, from the event as it stands in the log */
    public String forClients(String type, String payload) {
        ClientForm form = clientForm(type);
        return form == null ? payload : json.writeValueAsString(form.of((ObjectNode) json.readTree(payload)));
    }

    /** @return whether clients listen at this destination, and get another form of the event */
    public boolean differsAt(String type, String destination) {
        ClientForm form = clientForm(type);
        return form != null && form.isHeardByClients(destination);
    }

    private @Nullable ClientForm clientForm(String type) {
        EventType known = byName.get(type);
        return known == null ? null : known.clientForm();
    }

    /** @return the event that stands in the log; nothing if this node does not know its type */
    public Optional<ConversationEvent> read(String type, String payload) {
        return Optional.ofNullable(byName.get(type))
                .map(known -> GuardedStrings.ofStored(json, known.event()).readValue(payload));
    }

    /** @throws IllegalStateException if it is none */
    public ChatMessage readMessage(String type, String payload) {
        return (ChatMessage) read(type, payload)
                .orElseThrow(() -> new IllegalStateException("The log has a message of an unknown type: " + type));
    }
}
