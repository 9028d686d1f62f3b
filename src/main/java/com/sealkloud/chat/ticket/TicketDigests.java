package com.sealkloud.chat.ticket;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.conversation.LogEntryRepository;
import com.sealkloud.chat.conversation.LogEntryRepository.Unread;
import com.sealkloud.chat.log.ManyLogs;
import com.sealkloud.chat.text.OneLine;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a list of tickets shows of their logs: a few queries for each page. */
@Component
class TicketDigests {

    private static final int FIRST_WORDS = 200;

    /** So many messages are in memory, of which only the first words are kept. */
    private static final int AT_ONCE = 50;

    private final ManyLogs log;
    private final LogEntryRepository entries;
    private final JsonMapper json;

    TicketDigests(ManyLogs log, LogEntryRepository entries, JsonMapper json) {
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
        Map<String, String> first = firstWords(rooms);
        Map<String, Long> notes = person.isStaff() ? unreadNotes(person, rooms) : Map.of();
        return rooms.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        room -> new Digest(first.get(room), notes.getOrDefault(Ids.notesOf(room), 0L))));
    }

    private Map<String, Long> unreadNotes(Person person, List<String> rooms) {
        return entries
                .unreadNotes(person.userId(), rooms.stream().map(Ids::notesOf).toList())
                .stream()
                .collect(Collectors.toMap(Unread::conversationId, Unread::count));
    }

    private Map<String, String> firstWords(List<String> rooms) {
        Map<String, String> words = new HashMap<>();
        for (int from = 0; from < rooms.size(); from += AT_ONCE) {
            log.firstMessages(rooms.subList(from, Math.min(from + AT_ONCE, rooms.size())))
                    .forEach((room, payload) -> words.computeIfAbsent(room, id -> firstWords(payload)));
        }
        return words;
    }

    private @Nullable String firstWords(String payload) {
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
