package com.sealkloud.chat.fault;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * One conversation as one client has it: ordered by {@code seq}, without gaps and duplicates. Not
 * thread-safe.
 */
final class Reading {

    /** What the client shows. */
    record Shown(long seq, String messageId, String clientMessageId) {
        static Shown of(JsonNode event) {
            return new Shown(
                    event.path("seq").longValue(),
                    event.path("messageId").asString(""),
                    event.path("clientMessageId").asString(""));
        }
    }

    private final List<Shown> shown = new ArrayList<>();
    private final Map<Long, Shown> early = new TreeMap<>();
    private final Set<String> clientMessageIds = new HashSet<>();
    private final List<String> contradictions = new ArrayList<>();
    private long covered;

    /** Takes an event from the socket, or from the log. */
    void take(JsonNode event) {
        Shown next = Shown.of(event);
        if (next.seq() <= covered) {
            Shown known = shown.get((int) next.seq() - 1);
            if (!known.equals(next)) {
                contradictions.add("seq " + next.seq() + " is " + known + " and " + next);
            }
            return;
        }
        early.putIfAbsent(next.seq(), next);
        for (Shown joined = early.remove(covered + 1); joined != null; joined = early.remove(covered + 1)) {
            shown.add(joined);
            clientMessageIds.add(joined.clientMessageId());
            covered = joined.seq();
        }
    }

    boolean has(String clientMessageId) {
        return clientMessageIds.contains(clientMessageId);
    }

    boolean hasGap() {
        return !early.isEmpty();
    }

    long covered() {
        return covered;
    }

    List<Shown> shown() {
        return List.copyOf(shown);
    }

    List<String> contradictions() {
        return List.copyOf(contradictions);
    }
}
