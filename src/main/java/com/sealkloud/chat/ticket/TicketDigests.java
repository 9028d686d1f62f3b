package com.sealkloud.chat.ticket;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.conversation.LogEntryRepository;
import com.sealkloud.chat.conversation.LogEntryRepository.Unread;
import com.sealkloud.chat.log.LogPages;
import com.sealkloud.chat.text.OneLine;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a list of tickets shows of their logs: two queries for each page. */
@Component
class TicketDigests {

    private static final int FIRST_WORDS = 200;

    private final LogPages log;
    private final LogEntryRepository entries;
    private final JsonMapper json;

    TicketDigests(LogPages log, LogEntryRepository entries, JsonMapper json) {
        this.log = log;
        this.entries = entries;
        this.json = json;
    }

    /**
     * What a list says of one ticket.
     *
     * @param firstMessage how the first message begins, as one line; null if there is none or it
     *     was deleted
     * @param unreadNotes those of others that the person has not read; all of them for somebody who
     *     is not in the room
     */
    record Digest(@Nullable String firstMessage, long unreadNotes) {}

    /** @return by the id of the room */
    Map<String, Digest> of(Person person, List<String> rooms) {
        if (rooms.isEmpty()) {
            return Map.of();
        }
        Map<String, String> first = log.firstMessages(rooms);
        Map<String, Long> notes = person.isStaff() ? unreadNotes(person, rooms) : Map.of();
        return rooms.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        room -> new Digest(firstWords(first.get(room)), notes.getOrDefault(Ids.notesOf(room), 0L))));
    }

    private Map<String, Long> unreadNotes(Person person, List<String> rooms) {
        return entries
                .unreadNotes(person.userId(), rooms.stream().map(Ids::notesOf).toList())
                .stream()
                .collect(Collectors.toMap(Unread::conversationId, Unread::count));
    }

    private @Nullable String firstWords(@Nullable String payload) {
        if (payload == null) {
            return null;
        }
        JsonNode message;
        try {
            message = json.readTree(payload);
        } catch (JacksonException e) {
            // One damaged row must not take the whole list away.
            return null;
        }
        String line = OneLine.of(message.path("content").asString(""), FIRST_WORDS);
        return line.isEmpty() || message.path("deleted").asBoolean(false) ? null : line;
    }
}
