package com.sealkloud.chat.search;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes words out of the {@link Vocabulary} that no message has any more. Orphans are words of
 * messages that were changed or deleted, which others may have, too.
 */
class OrphanedWords {

    private static final int FORGOTTEN_AT_ONCE = 200;

    private static final String ORPHANS =
            "select hash, cast(xmin as varchar) from search_orphan where hash > :after order by hash limit :most";

    private static final long BEGINNING = Long.MIN_VALUE;

    private static final String LOCK_ORPHANS = """
            select hash, cast(xmin as varchar) from search_orphan
            where hash = any(:hashes) order by hash for update skip locked""";

    /** A word that many messages have, most of which are gone, takes up to a second to look up. */
    private static final Duration LOOKING = Duration.ofMillis(200);

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final TransactionTemplate transactions;

    /** Where the next look begins: what an erasure touches all the time holds up nothing behind. */
    private volatile long after = BEGINNING;

    OrphanedWords(JdbcClient jdbc, JdbcTemplate batches, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.transactions = transactions;
    }

    /** @param version another one if it was added again */
    private record Orphan(int hash, String version) {

        static Orphan read(ResultSet row, int number) throws SQLException {
            return new Orphan(row.getInt(1), row.getString(2));
        }
    }

    /** @param unused those of words that no message has */
    private record Looked(List<Orphan> orphans, Set<Orphan> unused) {

        int[] hashes() {
            return orphans.stream().mapToInt(Orphan::hash).toArray();
        }

        int lastHash() {
            return orphans.get(orphans.size() - 1).hash();
        }
    }

    /**
     * The caller has no transaction. The messages are looked through before anything is locked, and
     * only what seems to be in none is looked up once more.
     *
     * @return whether there may be more to forget
     */
    boolean forget() {
        List<Orphan> orphans = jdbc.sql(ORPHANS)
                .param("after", after)
                .param("most", FORGOTTEN_AT_ONCE)
                .query(Orphan::read)
                .list();
        if (orphans.isEmpty()) {
            boolean isMore = after != BEGINNING;
            after = BEGINNING;
            return isMore;
        }
        Looked looked = Objects.requireNonNull(transactions.execute(status -> look(orphans)));
        transactions.executeWithoutResult(status -> forget(looked));
        boolean isMore = looked.orphans().size() < orphans.size() || orphans.size() == FORGOTTEN_AT_ONCE;
        after = isMore ? looked.lastHash() : BEGINNING;
        return isMore;
    }

    private Looked look(List<Orphan> orphans) {
        Vocabulary.planEachValue(batches);
        Set<Integer> known = known(orphans.stream().mapToInt(Orphan::hash).toArray());
        long began = System.nanoTime();
        List<Orphan> looked = new ArrayList<>();
        Set<Orphan> unused = new HashSet<>();
        for (Orphan orphan : orphans) {
            looked.add(orphan);
            if (known.contains(orphan.hash()) && !isUsed(orphan.hash())) {
                unused.add(orphan);
            }
            if (isEnough(began)) {
                break;
            }
        }
        return new Looked(looked, unused);
    }

    /**
     * One that was added again since stays: its message may not have been gone yet. So does what
     * there is no time for.
     */
    private void forget(Looked looked) {
        batches.queryForList(Vocabulary.LOCK);
        Vocabulary.planEachValue(batches);
        Set<Orphan> unchanged = Set.copyOf(jdbc.sql(LOCK_ORPHANS)
                .param("hashes", Vocabulary.array(looked.hashes()))
                .query(Orphan::read)
                .list());
        long began = System.nanoTime();
        List<Orphan> done = new ArrayList<>();
        List<Orphan> unused = new ArrayList<>();
        for (Orphan orphan : looked.orphans()) {
            boolean seemsUnused = looked.unused().contains(orphan);
            if (unchanged.contains(orphan) && !(seemsUnused && isEnough(began))) {
                done.add(orphan);
                if (seemsUnused && !isUsed(orphan.hash())) {
                    unused.add(orphan);
                }
            }
        }
        delete("delete from search_orphan where hash = ?", done);
        delete("delete from search_word where hash = ?", unused);
    }

    private static boolean isEnough(long began) {
        return System.nanoTime() - began > LOOKING.toNanos();
    }

    private void delete(String sql, List<Orphan> orphans) {
        batches.batchUpdate(
                sql,
                orphans.stream().map(orphan -> new Object[] {orphan.hash()}).toList());
    }

    /** @return those that are of words, and not of senders, conversations or features */
    private Set<Integer> known(int[] hashes) {
        return Set.copyOf(jdbc.sql("select distinct hash from search_word where hash = any(:hashes)")
                .param("hashes", Vocabulary.array(hashes))
                .query(Integer.class)
                .list());
    }

    private boolean isUsed(int hash) {
        return jdbc.sql("select exists (select 1 from search_entry where tokens @> array[cast(:hash as integer)])")
                .param("hash", hash)
                .query(Boolean.class)
                .single();
    }
}
