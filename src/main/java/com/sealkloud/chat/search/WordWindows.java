package com.sealkloud.chat.search;

import static com.sealkloud.chat.sql.SqlValues.utc;

import com.sealkloud.chat.search.SearchIndex.Found;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads the index in windows of time, the newest first: what is common is found in the first one,
 * and each bounds what a statement has to look at, however much of it is not for the caller.
 */
class WordWindows {

    /**
     * A plan for any number of conversations would be wrong for most. Bitmaps of large results
     * become lossy below this memory.
     */
    private static final String LIMITS = """
            select set_config('plan_cache_mode', 'force_custom_plan', true), set_config('work_mem', '16MB', true),
                set_config('jit', 'off', true), set_config('statement_timeout', ?, true)""";

    /**
     * Materialized, because the planner would rather read all messages in their order. The number
     * of those that have the words, also for others, tells how large the next window may be.
     */
    private static final String FIND = """
            with named as materialized (select conversation_id, seq, sent_at from search_entry where %s)
            select found.conversation_id, found.seq, found.sent_at, counted.named
            from (select count(*) as named from named) as counted
            left join (
                select * from named
                where conversation_id in (select unnest(cast(:ids as varchar array)))
                order by sent_at desc, conversation_id desc, seq desc limit :limit) as found on true
            order by found.sent_at desc, found.conversation_id desc, found.seq desc""";

    /** What the planner expects costs a tenth of counting it. */
    private static final String ESTIMATE = "explain (format json) select 1 from search_entry where %s";

    private static final Pattern ROWS = Pattern.compile("\"Plan Rows\": ([0-9]+)");

    private static final String NTH_BEFORE =
            "select sent_at from search_entry where sent_at <= ? order by sent_at desc offset ? limit 1";

    /** How many messages the first window has, and by how much the next one may be larger. */
    private static final int FIRST_WINDOW = 2_000;

    private static final int MOST_GROWTH = 20;

    /**
     * How many messages with the words a window should have. If there are no more, it is the only
     * one.
     */
    private static final int NAMED_AT_ONCE = 5_000;

    /** A larger window has all that is left: to find its beginning would take longer. */
    private static final int LARGEST_WINDOW = 400_000;

    private static final int EVERYTHING = Integer.MAX_VALUE;

    /** In so few conversations their own messages are looked up, too. */
    private static final int FEW = 16;

    /** More hashes are slow to compare row by row, as the first window does without the index. */
    private static final int FEW_HASHES = 32;

    /** Of a query; what has these is compared with the rest. */
    static final int MOST_PARTS = 32;

    /** So many of the first window are compared with the query instead. */
    private static final int COMPARED = 200;

    /** Then a page ends, and the next one goes on: a window takes up to 20 ms. */
    private static final Duration ENOUGH = Duration.ofMillis(20);

    private final JdbcClient jdbc;
    private final JdbcTemplate settings;
    private final Vocabulary vocabulary;
    private final IndexKey key;
    private final SearchProperties properties;

    WordWindows(
            JdbcClient jdbc, JdbcTemplate settings, Vocabulary vocabulary, IndexKey key, SearchProperties properties) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.vocabulary = vocabulary;
        this.key = key;
        this.properties = properties;
    }

    /** {@link SearchIndex#before} */
    Found before(
            ResultPosition place, Criteria criteria, Collection<String> conversationIds, int limit, boolean isFirst) {
        settings.queryForList(LIMITS, String.valueOf(properties.timeLimit().toMillis()));
        long began = System.nanoTime();
        List<int[]> wanted = tokens(criteria, conversationIds);
        if (mostExpected(place, criteria, conversationIds, wanted) <= NAMED_AT_ONCE) {
            return windows(place, criteria, conversationIds, wanted, limit, EVERYTHING, began);
        }
        List<int[]> few =
                wanted.stream().filter(hashes -> hashes.length <= FEW_HASHES).toList();
        boolean areFew = few.size() == wanted.size();
        Optional<Found> first =
                areFew || !isFirst ? Optional.empty() : first(place, criteria, conversationIds, few, limit);
        int firstSize = areFew && isFirst ? FIRST_WINDOW : FIRST_WINDOW * MOST_GROWTH;
        return first.orElseGet(() -> windows(place, criteria, conversationIds, wanted, limit, firstSize, began));
    }

    /**
     * Words of a phrase come together: the planner, which takes them as independent, would expect
     * far too few of them all.
     *
     * @return about how many have the rarest of the words before a place, also in conversations of
     *     others
     */
    private long mostExpected(
            ResultPosition place, Criteria criteria, Collection<String> conversationIds, List<int[]> wanted) {
        long fewest = Long.MAX_VALUE;
        for (int[] hashes : wanted) {
            fewest = Math.min(fewest, expected(place, criteria, conversationIds, List.of(hashes)));
        }
        return wanted.isEmpty() ? expected(place, criteria, conversationIds, wanted) : fewest;
    }

    private long expected(
            ResultPosition place, Criteria criteria, Collection<String> conversationIds, List<int[]> wanted) {
        Scope scope = new Scope(place, conversationIds, 0);
        String plan = jdbc.sql(ESTIMATE.formatted(conditions(scope, criteria.since(), criteria, wanted)))
                .params(scope.values())
                .query(String.class)
                .single();
        Matcher rows = ROWS.matcher(plan);
        return rows.find() ? Long.parseLong(rows.group(1)) : Long.MAX_VALUE;
    }

    /** @return what the first window has; nothing if that is too little to be common */
    private Optional<Found> first(
            ResultPosition place, Criteria criteria, Collection<String> conversationIds, List<int[]> few, int limit) {
        Instant since = beginning(place, FIRST_WINDOW);
        List<ResultPosition> places = new ArrayList<>();
        int most = Math.max(limit, COMPARED);
        find(place, later(since, criteria.since()), criteria, conversationIds, few, most, places);
        return places.size() == most || since == null ? Optional.of(Found.of(places, most)) : Optional.empty();
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return one == null || other != null && other.isAfter(one) ? other : one;
    }

    private Found windows(
            ResultPosition place,
            Criteria criteria,
            Collection<String> conversationIds,
            List<int[]> wanted,
            int limit,
            long firstSize,
            long began) {
        List<ResultPosition> places = new ArrayList<>();
        ResultPosition from = place;
        long size = firstSize;
        while (true) {
            Instant since = size > LARGEST_WINDOW ? null : beginning(from, size);
            boolean isLast = since == null || criteria.since() != null && !since.isAfter(criteria.since());
            Instant bound = isLast ? criteria.since() : since;
            long named = find(from, bound, criteria, conversationIds, wanted, limit - places.size(), places);
            if (places.size() == limit) {
                return Found.of(places, limit);
            }
            if (isLast || since == null) {
                return new Found(places, null);
            }
            from = new ResultPosition(since, "", 0);
            if (System.nanoTime() - began > ENOUGH.toNanos()) {
                return new Found(places, from);
            }
            size = Math.min(size * MOST_GROWTH, size * NAMED_AT_ONCE / Math.max(named, 1));
        }
    }

    /** @return from when on there are so many messages before a place; null if there are fewer */
    private @Nullable Instant beginning(ResultPosition place, long messages) {
        return jdbc.sql(NTH_BEFORE)
                .param(utc(place.sentAt()))
                .param(messages)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant)
                // Many at the same moment must not make a window that is empty.
                .map(since -> since.isBefore(place.sentAt()) ? since : since.minusMillis(1))
                .orElse(null);
    }

    /** @return how many have the words, also in conversations of others */
    private long find(
            ResultPosition from,
            @Nullable Instant since,
            Criteria criteria,
            Collection<String> conversationIds,
            List<int[]> wanted,
            int limit,
            List<ResultPosition> places) {
        Scope scope = new Scope(from, conversationIds, limit);
        String conditions = conditions(scope, since, criteria, wanted);
        long[] named = new long[1];
        jdbc.sql(FIND.formatted(conditions)).params(scope.values()).query(row -> {
            named[0] = row.getLong(4);
            if (row.getString(1) != null) {
                places.add(Scope.place(row, 0));
            }
        });
        return named[0];
    }

    private static String conditions(Scope scope, @Nullable Instant since, Criteria criteria, List<int[]> wanted) {
        List<String> conditions = new ArrayList<>(List.of(scope.times(since, criteria.until())));
        for (int[] hashes : wanted) {
            String name = "tokens" + conditions.size();
            conditions.add("tokens && cast(:" + name + " as integer array)");
            scope.put(name, Vocabulary.array(hashes));
        }
        return String.join(" and ", conditions);
    }

    /** @return of each of these a message must have one */
    private List<int[]> tokens(Criteria criteria, Collection<String> conversationIds) {
        KnownWords known = key.words().<KnownWords>map(words -> words).orElse(vocabulary);
        List<int[]> wanted = new ArrayList<>(criteria.query().wanted().stream()
                .flatMap(term -> known.having(term).stream())
                .limit(MOST_PARTS)
                .toList());
        if (criteria.sender() != null) {
            wanted.add(new int[] {Hashes.sender(criteria.sender())});
        }
        if (criteria.has() != null) {
            wanted.add(new int[] {Hashes.feature(criteria.has())});
        }
        if (conversationIds.size() <= FEW) {
            wanted.add(conversationIds.stream().mapToInt(Hashes::conversation).toArray());
        }
        return wanted;
    }
}
