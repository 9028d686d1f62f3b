package com.sealkloud.chat.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.lifecycle.NodeStopsException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/** Group commit on an in-memory database; "slow…" is written only when the test permits it. */
class GroupCommitTests {

    private static final int HELPERS = 3;

    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final List<List<String>> batches = new CopyOnWriteArrayList<>();
    private final Set<String> begun = ConcurrentHashMap.newKeySet();
    private final CountDownLatch letGo = new CountDownLatch(1);
    private volatile boolean commitsFail;
    private JdbcDataSource memory;
    private JdbcTemplate database;
    private GroupCommit<String, String> commits;

    @BeforeEach
    void open() {
        memory = new JdbcDataSource();
        memory.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=100");
        database = new JdbcTemplate(memory);
        database.execute("create table word (word varchar(20) primary key)");
        commits = new GroupCommit<>(
                "test-commits",
                new TransactionTemplate(new FailingTransactions(memory)),
                this::write,
                GroupCommitTests::firstWord);
    }

    /** As when the database dies while it commits. */
    private final class FailingTransactions extends JdbcTransactionManager {

        private FailingTransactions(DataSource database) {
            super(database);
        }

        @Override
        protected void doCommit(DefaultTransactionStatus status) {
            if (commitsFail) {
                doRollback(status);
                throw new TransactionSystemException("not committed");
            }
            super.doCommit(status);
        }
    }

    @AfterEach
    void close() {
        letGo.countDown();
        callers.shutdown();
        await().until(callers::isTerminated);
        commits.close();
        database.execute("shutdown");
    }

    private List<String> write(List<String> words) {
        batches.add(words);
        begun.addAll(words);
        if (words.stream().anyMatch(word -> word.startsWith("slow"))) {
            awaitRelease();
        }
        if (words.contains("broken")) {
            throw new IllegalStateException("broken");
        }
        if (words.stream().anyMatch(word -> word.startsWith("locked"))) {
            database.queryForList("select word from word where word = 'row' for update");
        }
        database.batchUpdate(
                "insert into word values (?)",
                words.stream().map(word -> new Object[] {word}).toList());
        return words.stream().map(word -> "written " + word).toList();
    }

    private static String firstWord(String words) {
        return words.split(" ")[0];
    }

    private void awaitRelease() {
        try {
            letGo.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private CompletableFuture<String> commit(String word) {
        return CompletableFuture.supplyAsync(() -> commits.commit(word), callers);
    }

    /** One is being written; what is asked for now waits behind it. */
    private CompletableFuture<String> begin(String word) {
        CompletableFuture<String> outcome = commit(word);
        await().until(() -> begun.contains(word));
        return outcome;
    }

    private List<String> stored() {
        return database.queryForList("select word from word order by word", String.class);
    }

    @Test
    void eachGetsItsOwnOutcome() {
        assertThat(commits.commit("a")).isEqualTo("written a");
        assertThat(commits.commit("b")).isEqualTo("written b");
        assertThat(stored()).containsExactly("a", "b");
    }

    @Test
    void thoseWhoComeMeanwhileShareATransaction() {
        List<CompletableFuture<String>> outcomes = new ArrayList<>(List.of(begin("slow")));
        IntStream.range(0, 60).forEach(number -> outcomes.add(commit("word " + number)));
        outcomes.subList(1, outcomes.size()).forEach(CompletableFuture::join);
        letGo.countDown();
        outcomes.get(0).join();

        assertThat(stored()).hasSize(61);
        assertThat(batches.size()).isLessThan(31);
    }

    @Test
    void whoWaitsBehindSomethingSlowStepsIn() {
        CompletableFuture<String> slow = begin("slow");

        assertThat(commit("quick").join()).isEqualTo("written quick");
        assertThat(slow).isNotDone();
        letGo.countDown();
        assertThat(slow.join()).isEqualTo("written slow");
    }

    @Test
    void whatCannotBeWrittenSparesWhatSharesItsTransaction() {
        commits.commit("twice");
        CompletableFuture<String> slow = begin("slow");
        CompletableFuture<String> twice = commit("twice");
        CompletableFuture<String> once = commit("once");

        assertThat(once.join()).isEqualTo("written once");
        assertThatThrownBy(twice::join).hasCauseInstanceOf(DuplicateKeyException.class);
        letGo.countDown();
        slow.join();
        assertThat(stored()).containsExactly("once", "slow", "twice");
    }

    @Test
    void aRowThatStaysLockedSparesWhatSharesItsTransaction() throws SQLException {
        commits.commit("row");
        List<CompletableFuture<String>> slow = IntStream.rangeClosed(0, HELPERS)
                .mapToObj(number -> begin("slow " + number))
                .toList();
        try (Connection other = memory.getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select word from word where word = 'row' for update");
            CompletableFuture<String> locked = commitBehind("locked 1");
            CompletableFuture<String> lockedToo = commitBehind("locked 2");
            CompletableFuture<String> free = commitBehind("free");
            letGo.countDown();

            assertThat(free.join()).isEqualTo("written free");
            assertThatThrownBy(locked::join).matches(LockTimeouts::isOne);
            assertThatThrownBy(lockedToo::join).matches(LockTimeouts::isOne);
            slow.forEach(CompletableFuture::join);
            // The second does not wait for the row in turn.
            assertThat(batches).containsOnlyOnce(List.of("locked 1")).doesNotContain(List.of("locked 2"));
            other.rollback();
        }
        assertThat(commits.commit("locked 3")).isEqualTo("written locked 3");
    }

    @Test
    void aRowThatStaysLockedIsWaitedForOnce() throws SQLException {
        commits.commit("row");
        try (Connection other = memory.getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select word from word where word = 'row' for update");

            assertThatThrownBy(() -> commits.commit("locked")).matches(LockTimeouts::isOne);
            assertThat(batches).containsOnlyOnce(List.of("locked"));
            other.rollback();
        }
    }

    /** It waits in the queue, since all writers are occupied. */
    private CompletableFuture<String> commitBehind(String word) {
        AtomicReference<Thread> caller = new AtomicReference<>();
        CompletableFuture<String> outcome = CompletableFuture.supplyAsync(
                () -> {
                    caller.set(Thread.currentThread());
                    return commits.commit(word);
                },
                callers);
        await().until(() -> caller.get() != null && caller.get().getState() == Thread.State.TIMED_WAITING);
        return outcome;
    }

    @Test
    void failureIsToldAndStoresNothing() {
        assertThatThrownBy(() -> commits.commit("broken")).isInstanceOf(IllegalStateException.class);
        assertThat(commits.commit("whole")).isEqualTo("written whole");
        assertThat(stored()).containsExactly("whole");
    }

    @Test
    void nothingIsWrittenBeforeItsCommit() {
        commitsFail = true;

        assertThatThrownBy(() -> commits.commit("lost")).isInstanceOf(TransactionSystemException.class);
        assertThat(stored()).isEmpty();
    }

    @Test
    void whoStillWaitsWhenTheNodeStopsIsTold() {
        IntStream.rangeClosed(0, HELPERS).forEach(number -> begin("slow " + number));
        CompletableFuture<String> late = commit("late");
        commits.close();

        assertThatThrownBy(late::join).hasCauseInstanceOf(NodeStopsException.class);
        assertThat(begun).doesNotContain("late");
    }

    @Test
    void whoComesAfterwardsIsRefused() {
        commits.close();

        assertThatThrownBy(() -> commits.commit("late")).isInstanceOf(NodeStopsException.class);
        assertThat(stored()).isEmpty();
    }
}
