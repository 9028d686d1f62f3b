package com.sealkloud.chat.fault;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
    private final Map<Long, String> words = new TreeMap<>();
    private final Set<String> reactions = new TreeSet<>();
    private final Map<String, Long> seqs = new HashMap<>();
    private final List<String> contradictions = new ArrayList<>();
    private long covered;

    /** Takes an event from the socket, or from the log. */
    void take(JsonNode event) {
        Shown next = Shown.of(event);
        apply(event);
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

    /** No message is edited twice and no reaction taken back, so their order does not matter. */
    private void apply(JsonNode event) {
        long target = event.path("targetSeq").asLong(0);
        switch (event.path("type").asString("")) {
            case "room_message" -> {
                words.putIfAbsent(
                        event.path("seq").asLong(0), event.path("content").asString(""));
                seqs.put(
                        event.path("clientMessageId").asString(""),
                        event.path("seq").asLong(0));
            }
            case "message_edited" -> words.put(target, event.path("content").asString(""));
            case "reaction" ->
                reactions.add(reaction(
                        target,
                        event.path("userId").asString(""),
                        event.path("emoji").asString("")));
            default -> {}
        }
    }

    static String reaction(long seq, String userId, String emoji) {
        return seq + " " + userId + " " + emoji;
    }

    /** @return null as long as it is not shown */
    Long seqOf(String clientMessageId) {
        return seqs.get(clientMessageId);
    }

    /** What the messages say now, and the reactions to them. */
    record State(Map<Long, String> words, Set<String> reactions) {}

    State state() {
        return new State(Map.copyOf(words), Set.copyOf(reactions));
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
