package com.sealkloud.chat.search;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Page;
import com.sealkloud.chat.conversation.ReadableConversations;
import com.sealkloud.chat.log.LogEntryId;
import com.sealkloud.chat.log.ManyLogs;
import com.sealkloud.chat.search.MessageHits.Match;
import com.sealkloud.chat.search.SearchIndex.Found;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds what somebody may read. The conversations that are open to them are looked up for each
 * search. What the index names is compared with the messages as they are now, so nothing is found
 * by words that were edited away.
 */
@Service
class Search {

    /** Then a page ends with what was found, and the next one goes on. */
    private static final Duration ENOUGH = Duration.ofMillis(30);

    /** How many are compared at once with what the index does not know. */
    private static final int COMPARED = 200;

    /** So many are in memory. */
    private static final int READ_AT_ONCE = 50;

    /** So many are compared at least, or on a slow machine a page could have one message. */
    private static final int FEW = 20;

    /** Then a page ends even with few, which are as long as messages can be. */
    private static final Duration ENOUGH_FOR_FEW = Duration.ofMillis(300);

    private final ReadableConversations conversations;
    private final SearchIndex index;
    private final TitleHits titles;
    private final MessageHits messages;
    private final ManyLogs log;
    private final JsonMapper json;

    Search(
            ReadableConversations conversations,
            SearchIndex index,
            TitleHits titles,
            MessageHits messages,
            ManyLogs log,
            JsonMapper json) {
        this.conversations = conversations;
        this.index = index;
        this.titles = titles;
        this.messages = messages;
        this.log = log;
        this.json = json;
    }

    /**
     * @param after null for the first page, which begins with titles
     * @return newest first; a page can be shorter than the limit though others follow
     */
    @Transactional(readOnly = true)
    public Page<SearchHit> page(Person person, Criteria criteria, @Nullable ResultPosition after, int limit) {
        Set<String> open = open(person, criteria);
        if (open.isEmpty() || criteria.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        List<SearchHit> hits = new ArrayList<>();
        if (after == null) {
            hits.addAll(titles.of(person, criteria, limit));
        }
        List<Match> matches = new ArrayList<>();
        ResultPosition last =
                find(criteria, open, after == null ? ResultPosition.END : after, limit - hits.size(), matches);
        hits.addAll(messages.of(person, matches));
        return new Page<>(hits, last == null ? null : last.cursor());
    }

    private Set<String> open(Person person, Criteria criteria) {
        Set<String> open = conversations.ids(person, criteria.kind());
        if (criteria.conversationId() != null) {
            open.retainAll(Set.of(criteria.conversationId()));
        }
        return open;
    }

    /** @return the place up to which all are found; null at the end */
    private @Nullable ResultPosition find(
            Criteria criteria, Set<String> open, ResultPosition after, int limit, List<Match> matches) {
        long began = System.nanoTime();
        ResultPosition last = after;
        int wanted = limit + 1;
        boolean isFirst = true;
        do {
            Found found = index.before(last, criteria, open, wanted, isFirst);
            long comparing = System.nanoTime();
            Map<LogEntryId, String> payloads = Map.of();
            for (int compared = 0; compared < found.places().size(); ) {
                if (compared % READ_AT_ONCE == 0) {
                    long reading = System.nanoTime();
                    payloads = payloads(found.places(), compared);
                    comparing += System.nanoTime() - reading;
                }
                ResultPosition place = found.places().get(compared);
                Match match = match(criteria, payloads.get(place.id()));
                if (match != null) {
                    if (matches.size() == limit) {
                        return last;
                    }
                    matches.add(match);
                }
                last = place;
                if (isOver(comparing, ++compared < FEW ? ENOUGH_FOR_FEW : ENOUGH)) {
                    return last;
                }
            }
            if (found.next() == null) {
                return null;
            }
            last = found.next();
            wanted = Math.max(COMPARED, limit + 1);
            isFirst = false;
        } while (!isOver(began, ENOUGH));
        return last;
    }

    private static boolean isOver(long began, Duration time) {
        return System.nanoTime() - began >= time.toNanos();
    }

    private Map<LogEntryId, String> payloads(List<ResultPosition> places, int from) {
        return log.payloads(places.subList(from, Math.min(from + READ_AT_ONCE, places.size())).stream()
                .map(ResultPosition::id)
                .toList());
    }

    private @Nullable Match match(Criteria criteria, @Nullable String payload) {
        SearchedMessage message = message(payload);
        if (message == null || !criteria.admits(message)) {
            return null;
        }
        FoldedText text = FoldedText.of(message.text());
        return criteria.query().matches(text.folded())
                ? Match.of(message, text, criteria.query().wanted())
                : null;
    }

    private @Nullable SearchedMessage message(@Nullable String payload) {
        if (payload == null) {
            return null;
        }
        JsonNode event = json.readTree(payload);
        return SearchedMessage.isPresent(event) ? SearchedMessage.of(event) : null;
    }
}
