package com.sealkloud.chat.lifecycle;

import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Repeats what fails. A failure counts against an item only while the database answers; an absent
 * database, a full disk or a lost race for a lock is waited for, however long it takes.
 */
@Component
public class Retries {

    private static final Logger log = LoggerFactory.getLogger(Retries.class);

    private final Patience patience;
    private final JdbcOperations jdbc;

    public Retries(Patience patience, JdbcOperations jdbc) {
        this.patience = patience;
        this.jdbc = jdbc;
    }

    /**
     * When to repeat, and when to give up.
     *
     * @param attempts so many failures that are not the database's end an item
     * @param pause between two attempts
     */
    public record Limits(int attempts, Duration pause) {}

    /**
     * Handles items together. If that fails, it handles them one by one, so that a bad item delays
     * the others but fails only itself.
     *
     * @param work handles some of the items and returns a result for each, in the same order
     * @param givenUp makes the result of an item that keeps failing
     * @return a result for each, in the same order
     * @throws NodeStopsException if the node stops before all are handled; all must come again
     */
    public <T, R> List<R> together(
            Limits limits, List<T> items, Function<List<T>, List<R>> work, BiFunction<T, RuntimeException, R> givenUp) {
        try {
            return work.apply(items);
        } catch (NodeStopsException e) {
            throw e;
        } catch (RuntimeException e) {
            log.debug("{} items are tried one by one: {}", items.size(), e.getMessage());
            return items.stream()
                    .map(item -> alone(limits, () -> work.apply(List.of(item)).get(0), e2 -> givenUp.apply(item, e2)))
                    .toList();
        }
    }

    /**
     * Handles one item until that succeeds or is given up.
     *
     * @throws NodeStopsException if the node stops first
     */
    public <R> R alone(Limits limits, Supplier<R> work, Function<RuntimeException, R> givenUp) {
        int failures = 0;
        while (true) {
            try {
                return work.get();
            } catch (NodeStopsException e) {
                throw e;
            } catch (RuntimeException e) {
                if (!isOfTheDatabase(e) && ++failures >= limits.attempts()) {
                    return givenUp.apply(e);
                }
                patience.pause(limits.pause());
            }
        }
    }

    /**
     * Asks the database until it answers.
     *
     * @throws NodeStopsException if the node stops first
     */
    public <R> R answered(Duration pause, Supplier<R> question) {
        while (true) {
            try {
                return question.get();
            } catch (DataAccessException | TransactionException e) {
                patience.pause(pause);
            }
        }
    }

    /** The question tells an outage that only shows as a closed connection. */
    private boolean isOfTheDatabase(RuntimeException failure) {
        if (failure instanceof TransientDataAccessException || DatabaseOutages.isOutage(failure)) {
            return true;
        }
        try {
            jdbc.queryForObject("select 1", Integer.class);
            return false;
        } catch (RuntimeException e) {
            return true;
        }
    }
}
