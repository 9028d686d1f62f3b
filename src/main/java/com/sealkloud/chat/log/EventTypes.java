package com.sealkloud.chat.log;

import com.sealkloud.chat.text.GuardedStrings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

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

    /** @return whether an event of this type has come with new words for an earlier one */
    boolean rewrites(String type) {
        EventType known = byName.get(type);
        return known != null && known.shows() == EventType.Shows.WORDS;
    }

    /** @return whether events of this type are lines of their own */
    boolean areLines(String type) {
        EventType known = byName.get(type);
        return known == null || known.shows() == EventType.Shows.LINE;
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
