package com.sealkloud.chat.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sealkloud.chat.lifecycle.Retries.Limits;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class RetriesTests {
    private static final Limits LIMITS = new Limits(3, Duration.ofMillis(1));

    private final SingleConnectionDataSource database =
            new SingleConnectionDataSource("jdbc:h2:mem:retries", "sa", "", true);
    private final Patience patience = new Patience();
    private final Retries retries = new Retries(patience, new JdbcTemplate(database));

    @AfterEach
    void close() {
        database.destroy();
    }

    @Test
    void oneBadItemIsGivenUpAndTheOthersAreHandled() {
        AtomicInteger attempts = new AtomicInteger();
        List<String> results = retries.together(
                LIMITS,
                List.of("one", "bad", "two"),
                items -> {
                    if (items.contains("bad")) {
                        attempts.incrementAndGet();
                        throw new IllegalStateException("bad");
                    }
                    return items.stream().map(item -> item + " handled").toList();
                },
                (item, failure) -> item + " given up");

        assertThat(results).containsExactly("one handled", "bad given up", "two handled");
        assertThat(attempts).hasValue(1 + LIMITS.attempts());
    }

    @Test
    void fullDiskOfADatabaseThatAnswersIsNotTheItemsFault() {
        List<String> seen = new ArrayList<>();
        String result = retries.alone(
                LIMITS,
                () -> {
                    seen.add("");
                    if (seen.size() <= 5) {
                        throw new DataAccessResourceFailureException("", new SQLException("disk full", "53100"));
                    }
                    return "stored";
                },
                failure -> "given up");

        assertThat(result).isEqualTo("stored");
    }

    @Test
    void absentDatabaseIsWaitedForUntilTheNodeStops() {
        database.destroy();
        Retries absent = new Retries(
                patience,
                new JdbcTemplate(new SingleConnectionDataSource("jdbc:h2:mem:nowhere;IFEXISTS=TRUE", "sa", "", true)));
        AtomicInteger attempts = new AtomicInteger();

        assertThatThrownBy(() -> absent.alone(
                        LIMITS,
                        () -> {
                            if (attempts.incrementAndGet() == 5) {
                                patience.stop();
                            }
                            throw new IllegalStateException("the connection is closed");
                        },
                        failure -> "given up"))
                .isInstanceOf(NodeStopsException.class);
        assertThat(attempts).hasValue(5);
    }
}
