package com.sealkloud.chat.search;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.conversation.LogRows;
import com.sealkloud.chat.log.EventContents;
import com.sealkloud.chat.log.EventTypes;
import com.sealkloud.chat.log.LogBeginnings;
import com.sealkloud.chat.log.LogPages;
import com.sealkloud.chat.testing.Chat;
import com.sealkloud.chat.testing.Mode;
import com.sealkloud.chat.testing.Servers;
import com.sealkloud.chat.testing.User;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Words that no message has any more are forgotten, however transactions meet, and none of these
 * has too many.
 */
@ExtendWith(Servers.class)
class VocabularyTests {

    private final Chat chat = Servers.chat(Mode.RABBITMQ_POSTGRESQL);
    private final TransactionTemplate transactions = chat.bean(TransactionTemplate.class);
    private final Vocabulary vocabulary = new Vocabulary(chat.bean(JdbcClient.class), chat.database());
    private final OrphanedWords orphans = new OrphanedWords(chat.bean(JdbcClient.class), chat.database(), transactions);
    private final String word = "quokka" + UUID.randomUUID().toString().substring(0, 8);
    private final int hash = Hashes.word(word);

    @Test
    void aWordIsForgottenThoughItWasLookedForWhileItsLastMessageWent() {
        transactions.executeWithoutResult(status -> {
            vocabulary.learn(List.of(Set.of(word)));
            addEntry(1);
            chat.database().update("insert into search_orphan (hash) values (?)", hash);
        });

        transactions.executeWithoutResult(status -> {
            chat.bean(SearchIndex.class).remove(word, List.of(1L));
            CompletableFuture.runAsync(this::forget).join();
        });
        forget();

        assertThat(chat.database().queryForList("select word from search_word where word = ?", word))
                .isEmpty();
    }

    /** Then its last message may go between the look and the lock. */
    @Test
    void aWordIsLookedForOnceMoreThatWasTakenOutOfAnotherMessageMeanwhile() throws Exception {
        transactions.executeWithoutResult(status -> {
            vocabulary.learn(List.of(Set.of(word)));
            addEntry(1);
            chat.database().update("insert into search_orphan (hash) values (?)", hash);
        });
        CountDownLatch isLocked = new CountDownLatch(1);
        CountDownLatch goesOn = new CountDownLatch(1);
        CompletableFuture<Void> learning = CompletableFuture.runAsync(
                () -> transactions.executeWithoutResult(status -> {
                    vocabulary.learn(List.of(Set.of("wombat" + word)));
                    isLocked.countDown();
                    awaitLatch(goesOn);
                    status.setRollbackOnly();
                }),
                task -> new Thread(task).start());
        isLocked.await();
        CompletableFuture<Void> forgetting = CompletableFuture.runAsync(this::forget, task -> new Thread(task).start());
        await("the look is over")
                .until(() -> chat.database()
                                .queryForObject(
                                        "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                                                + " and query like 'select seq from search_position%'",
                                        Integer.class)
                        > 0);
        transactions.executeWithoutResult(status -> chat.bean(SearchIndex.class).remove(word, List.of(1L)));
        goesOn.countDown();
        learning.join();
        forgetting.join();
        forget();

        assertThat(chat.database().queryForList("select word from search_word where word = ?", word))
                .isEmpty();
    }

    private void addEntry(long seq) {
        chat.database().update("""
                        insert into search_entry (conversation_id, seq, sent_at, tokens)
                        values (?, ?, now(), array[cast(? as integer)])""", word, seq, hash);
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aWordThatNobodyHasWrittenIsLookedForLikeAnyOther() {
        Term term = new Term(word);
        assertThat(vocabulary.having(term)).containsExactly(new int[] {hash});

        transactions.executeWithoutResult(status -> {
            vocabulary.learn(List.of(Set.of(word)));
            assertThat(vocabulary.having(term)).containsExactly(new int[] {hash});
            status.setRollbackOnly();
        });
    }

    /** One of random letters would keep everybody from indexing for a third of a second. */
    @Test
    void aMessageTeachesNoMoreThanSomeOfItsNewWords() {
        Set<String> noise = IndexedWords.of(noise(10_000));
        assertThat(noise).hasSizeGreaterThan(300);

        transactions.executeWithoutResult(status -> {
            vocabulary.learn(List.of(noise, Set.of(word)));

            assertThat(entries(noise)).isBetween(Vocabulary.MOST_ENTRIES - 64, Vocabulary.MOST_ENTRIES);
            assertThat(entries(Set.of(word))).as("of another message").isPositive();
            status.setRollbackOnly();
        });
    }

    /** Each line of a log has some, which nobody else ever writes. */
    @Test
    void aKeyIsFoundByItsBeginning() {
        String key = "0f" + word + "a9c4e21b77d05f13";
        String prose = "quokkadonaudampfschifffahrten";
        transactions.executeWithoutResult(status -> {
            vocabulary.learn(List.of(Set.of(key, prose, "#" + key, "https://" + key)));

            assertThat(found(key.substring(0, 9))).contains(Hashes.word(key), Hashes.word("https://" + key));
            assertThat(found(key)).contains(Hashes.word(key));
            assertThat(found("#" + key.substring(0, 9))).contains(Hashes.word("#" + key));
            assertThat(found(key.substring(3)))
                    .contains(Hashes.word("https://" + key))
                    .doesNotContain(Hashes.word(key));
            assertThat(found("dampfschiff")).contains(Hashes.word(prose));
            assertThat(entries(Set.of(key, "#" + key))).as("of two rows alone").isEqualTo(4);
            status.setRollbackOnly();
        });
    }

    private int[] found(String part) {
        return vocabulary.having(new Term(part)).get(0);
    }

    private int entries(Set<String> words) {
        return chat.database()
                .queryForObject(
                        "select coalesce(sum(cardinality(tokens) + 2), 0) from search_word where word = any(?)",
                        Integer.class,
                        new SqlArrayValue("varchar", words.toArray()));
    }

    private static String noise(int length) {
        return new Random(7)
                .ints(length, 'a', 'z' + 1)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    @Test
    void aWordThatWasNotLearnedIsFoundWhole() {
        transactions.executeWithoutResult(status -> {
            vocabulary.learn(List.of(Set.of(word + "patrone")));

            assertThat(vocabulary.having(new Term(word)))
                    .singleElement(as(InstanceOfAssertFactories.INT_ARRAY))
                    .containsExactlyInAnyOrder(hash, Hashes.word(word + "patrone"));
            status.setRollbackOnly();
        });
    }

    @Test
    void longMessagesAreIndexedAFewAtATime() {
        // Such a message counts as four, and nobody may send so many at once.
        List<User> authors = Stream.generate(() -> chat.cast().ravi()).limit(4).toList();
        String conversationId = chat.as(chat.cast().lena())
                .post(
                        "/rooms",
                        Map.of(
                                "name",
                                "long messages",
                                "kind",
                                "team",
                                "memberIds",
                                authors.stream().map(User::userId).toList()))
                .text("conversationId");
        for (int i = 0; i < 12; i++) {
            String content = Character.toString(0x4E00 + i).repeat(10_000);
            chat.as(authors.get(i % authors.size()))
                    .post("/conversations/" + conversationId + "/messages", Map.of("content", content))
                    .expect(201);
        }
        List<Integer> added = new ArrayList<>();
        Indexer indexer = indexer(new Added(added));

        transactions.executeWithoutResult(status -> {
            chat.database().update("delete from search_position where conversation_id = ?", conversationId);
            while (!indexer.readOn(conversationId)) {
                // There is more.
            }
            status.setRollbackOnly();
        });

        assertThat(added).allMatch(count -> count <= 2);
        assertThat(added.stream().mapToInt(count -> count).sum()).isEqualTo(12);
    }

    private Indexer indexer(SearchIndex index) {
        return new Indexer(
                chat.bean(LogRows.class),
                chat.bean(LogPages.class),
                chat.bean(LogBeginnings.class),
                chat.bean(EventContents.class),
                chat.bean(EventTypes.class),
                index,
                chat.bean(SearchPositions.class),
                chat.bean(JsonMapper.class),
                new SimpleMeterRegistry());
    }

    /** An index that keeps no more than how many messages were added at once. */
    private record Added(List<Integer> counts) implements SearchIndex {

        @Override
        public Found before(
                ResultPosition place,
                Criteria criteria,
                Collection<String> conversationIds,
                int limit,
                boolean isFirst) {
            return new Found(List.of(), null);
        }

        @Override
        public void followLogs() {}

        @Override
        public void add(Collection<SearchedMessage> messages) {
            counts.add(messages.size());
        }

        @Override
        public void remove(String conversationId, Collection<Long> seqs) {}

        @Override
        public void remove(List<Part> parts) {}

        @Override
        public boolean tidy() {
            return false;
        }
    }

    private void forget() {
        while (orphans.forget()) {
            // There may be more.
        }
    }
}
