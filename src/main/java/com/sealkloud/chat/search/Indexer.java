package com.sealkloud.chat.search;

import com.sealkloud.chat.conversation.LogRows;
import com.sealkloud.chat.log.ContentRemoved;
import com.sealkloud.chat.log.EventContents;
import com.sealkloud.chat.log.EventTypes;
import com.sealkloud.chat.log.EventsRedacted;
import com.sealkloud.chat.log.LogBeginnings;
import com.sealkloud.chat.log.LogCut;
import com.sealkloud.chat.log.LogEntryId;
import com.sealkloud.chat.log.LogPages;
import com.sealkloud.chat.search.SearchIndex.Part;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the logs on and keeps the index as they are. Nothing of it is done in the transaction of a
 * sender; only deletions take their words out of the index at once.
 */
@Component
class Indexer {

    private static final Logger log = LoggerFactory.getLogger(Indexer.class);

    /**
     * Bounds the transaction, as do the next ones: others wait for their turn, and for the lock of
     * the words. Few events may have many words, and many of them none.
     */
    private static final int AT_ONCE = 200;

    private static final int CHARACTERS_AT_ONCE = 20_000;

    /** Of several conversations. */
    private static final int CHARACTERS_TOGETHER = 60_000;

    private static final int OCTETS_AT_ONCE = 256 << 10;

    private final LogRows heads;
    private final LogPages pages;
    private final LogBeginnings beginnings;
    private final EventContents words;
    private final EventTypes types;
    private final SearchIndex index;
    private final SearchPositions positions;
    private final JsonMapper json;
    private final MeterRegistry meters;

    Indexer(
            LogRows heads,
            LogPages pages,
            LogBeginnings beginnings,
            EventContents words,
            EventTypes types,
            SearchIndex index,
            SearchPositions positions,
            JsonMapper json,
            MeterRegistry meters) {
        this.heads = heads;
        this.pages = pages;
        this.beginnings = beginnings;
        this.words = words;
        this.types = types;
        this.index = index;
        this.positions = positions;
        this.json = json;
        this.meters = meters;
    }

    /** @return whether the end of the log is reached */
    @Transactional
    public boolean readOn(String conversationId) {
        index.followLogs();
        Optional<Long> position = positions.lock(conversationId);
        if (position.isEmpty()) {
            return begin(conversationId);
        }
        Piece piece = read(conversationId, position.get());
        replace(List.of(piece));
        return piece.isLast();
    }

    /**
     * Reads several logs on in one transaction, which costs a fraction of one for each.
     *
     * @return whose turn it was: not of all if that would be too much, nor of those that are new
     */
    @Transactional
    public Turns readOn(Collection<String> conversationIds) {
        index.followLogs();
        Turns turns = new Turns(new HashSet<>(), new HashSet<>());
        List<Piece> pieces = new ArrayList<>();
        int characters = 0;
        for (Map.Entry<String, Long> each : positions.lock(conversationIds).entrySet()) {
            if (characters >= CHARACTERS_TOGETHER) {
                break;
            }
            Piece piece = read(each.getKey(), each.getValue());
            pieces.add(piece);
            characters += piece.characters();
            (piece.isLast() ? turns.ended() : turns.going()).add(each.getKey());
        }
        replace(pieces);
        return turns;
    }

    /** Conversations that had a turn: those of which all is read, and the others. */
    record Turns(Set<String> ended, Set<String> going) {

        boolean has(String conversationId) {
            return ended.contains(conversationId) || going.contains(conversationId);
        }
    }

    /**
     * Under the lock of the conversation: a deletion, which holds it, finds this row, or there is
     * nothing in the index.
     */
    private boolean begin(String conversationId) {
        if (heads.lock(Set.of(conversationId)).isEmpty()) {
            return true;
        }
        positions.begin(conversationId);
        return false;
    }

    /**
     * A part of a log as it is to be found.
     *
     * @param after the event before it
     * @param seq of its last event
     * @param changed messages before it that its events have changed
     * @param isLast whether the log ends with it
     */
    private record Piece(
            String conversationId,
            long after,
            long seq,
            List<SearchedMessage> present,
            Set<Long> changed,
            boolean isLast) {

        Part replaced() {
            return new Part(conversationId, after, seq);
        }

        int characters() {
            return present.stream().mapToInt(SearchedMessage::length).sum();
        }
    }

    private Piece read(String conversationId, long after) {
        LogPages.Part page = pages.eventsAfter(conversationId, after, AT_ONCE, OCTETS_AT_ONCE);
        if (page.rows().isEmpty()) {
            // Of a log that was cut off altogether only its numbers are left.
            long last = Math.max(after, beginnings.firstSeq(conversationId) - 1);
            return new Piece(conversationId, after, last, List.of(), Set.of(), true);
        }
        List<SearchedMessage> present = new ArrayList<>();
        Set<Long> changed = new TreeSet<>();
        int characters = 0;
        long last = after;
        boolean isCutShort = page.isMore();
        for (LogPages.Row row : page.rows()) {
            if (characters >= CHARACTERS_AT_ONCE) {
                isCutShort = true;
                break;
            }
            JsonNode event = read(conversationId, row);
            if (SearchedMessage.isPresent(event)) {
                SearchedMessage message = SearchedMessage.of(event);
                present.add(message);
                characters += message.length();
            } else if (types.rewrites(row.type())) {
                long target = event.path("targetSeq").asLong(Long.MAX_VALUE);
                if (target <= after) {
                    changed.add(target);
                }
                // It tells of the new words, which are read with those of the others.
                characters += row.payload().length();
            }
            last = row.seq();
        }
        present.addAll(messages(conversationId, changed));
        return new Piece(conversationId, after, last, present, changed, !isCutShort);
    }

    private void replace(List<Piece> pieces) {
        List<Piece> moved =
                pieces.stream().filter(piece -> piece.seq() > piece.after()).toList();
        index.remove(moved.stream().map(Piece::replaced).toList());
        // By their numbers: as parts, each would be compared with all messages of the conversation.
        moved.stream()
                .filter(piece -> !piece.changed().isEmpty())
                .forEach(piece -> index.remove(piece.conversationId(), piece.changed()));
        index.add(pieces.stream().flatMap(piece -> piece.present().stream()).toList());
        positions.move(moved.stream().collect(Collectors.toMap(Piece::conversationId, Piece::seq)));
    }

    private List<SearchedMessage> messages(String conversationId, Set<Long> seqs) {
        if (seqs.isEmpty()) {
            return List.of();
        }
        return words.ofMessages(conversationId, seqs).values().stream()
                .filter(SearchedMessage::isPresent)
                .map(SearchedMessage::of)
                .toList();
    }

    /** One event that cannot be read must not keep all that follows from being found. */
    private JsonNode read(String conversationId, LogPages.Row row) {
        try {
            JsonNode event = json.readTree(row.payload());
            if (SearchedMessage.isPresent(event)) {
                SearchedMessage.of(event);
            }
            return event;
        } catch (RuntimeException e) {
            log.warn("Event {} of {} cannot be read, and is not found: {}", row.seq(), conversationId, e.getMessage());
            meters.counter("chat.search.skipped").increment();
            return json.missingNode();
        }
    }

    /** In the transaction that redacts them, which holds the lock of the conversation. */
    @EventListener
    void follow(EventsRedacted redacted) {
        String conversationId = redacted.conversationId();
        positions.lock(conversationId).ifPresent(position -> {
            Set<Long> seqs = redacted.ids().stream()
                    .map(LogEntryId::seq)
                    .filter(seq -> seq <= position)
                    .collect(Collectors.toSet());
            index.remove(conversationId, seqs);
            index.add(messages(conversationId, seqs));
        });
    }

    /** @return whether there may be more to tidy */
    public boolean tidy() {
        return index.tidy();
    }

    /** In the transaction that deletes the message, which holds the lock of the conversation. */
    @EventListener
    void remove(ContentRemoved taken) {
        if (positions.lock(taken.conversationId()).isPresent()) {
            index.remove(taken.conversationId(), taken.seqs());
        }
    }

    /** There is nothing to read before the first event. */
    @EventListener
    void pass(LogCut cut) {
        positions.moveUp(cut.conversationId(), cut.firstSeq() - 1);
    }
}
