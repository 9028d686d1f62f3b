package com.sealkloud.chat.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.lifecycle.Patience;
import com.sealkloud.chat.lifecycle.Retries;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** In which conversations the index reads on, and when. */
class IndexTurnsTests {

    private static final String BUSY = "busy";

    private final Map<String, Integer> turns = new ConcurrentHashMap<>();
    private volatile boolean busyEnds;

    /** How many conversations go into one transaction. */
    private volatile int most = 100;

    /** More is written in one conversation than it can follow. */
    private final Indexer indexer = new Indexer(null, null, null, null, null, null, null, null, null) {

        @Override
        public Turns readOn(Collection<String> conversationIds) {
            Set<String> going = new HashSet<>();
            Set<String> ended = new HashSet<>();
            conversationIds.stream().limit(most).forEach(each -> (readOn(each) ? ended : going).add(each));
            return new Turns(ended, going);
        }

        @Override
        public boolean readOn(String conversationId) {
            turns.merge(conversationId, 1, Integer::sum);
            return busyEnds || !conversationId.equals(BUSY);
        }

        @Override
        public boolean tidy() {
            return false;
        }
    };

    private final IndexUpdates updates = new IndexUpdates(
            indexer, new Retries(new Patience(), null), Clock.systemUTC(), new JsonMapper(), new SimpleMeterRegistry());

    @Test
    void conversationThatIsNeverAtItsEndDelaysNoOther() {
        updates.start();
        try {
            hear("message.created", BUSY);
            await().until(() -> turns.getOrDefault(BUSY, 0) > 1);

            hear("message.created", "quiet");
            await().until(() -> turns.containsKey("quiet"));

            int before = turns.get(BUSY);
            await().until(() -> turns.get(BUSY) > before);
            assertThat(turns).containsEntry("quiet", 1);
        } finally {
            busyEnds = true;
            updates.stop();
        }
    }

    @Test
    void allHaveTheirTurnIfTheyAreTooMuchForOneTransaction() {
        most = 3;
        List<String> conversations =
                IntStream.range(0, 200).mapToObj(i -> "c" + i).toList();
        conversations.forEach(each -> hear("message.created", each));

        updates.start();
        updates.stop();

        assertThat(turns).containsOnlyKeys(conversations).containsEntry("c199", 1);
    }

    @Test
    void onesThatAreNewHaveTheirTurnAlone() {
        most = 0;
        hear("message.created", "new");

        updates.start();
        updates.stop();

        assertThat(turns).containsOnly(Map.entry("new", 1));
    }

    @Test
    void onlyChangedWordsWakeTheIndex() {
        List.of("message.read", "message.reaction", "message.pinned", "message.of_a_newer_node", "room.member_joined")
                .forEach(key -> hear(key, "unchanged"));
        List.of("message.created", "message.edited", "message.deleted", "message.attachment")
                .forEach(key -> hear(key, key));

        updates.start();
        updates.stop();

        assertThat(turns)
                .containsOnlyKeys("message.created", "message.edited", "message.deleted", "message.attachment");
    }

    @Test
    void noMoreThanSomeWaitAndEachOnce() {
        for (int i = 0; i <= IndexUpdates.MOST_WAITING; i++) {
            hear("message.created", "c" + i);
            hear("message.created", "c0");
        }

        updates.start();
        updates.stop();

        assertThat(turns).hasSize(IndexUpdates.MOST_WAITING).containsEntry("c0", 1);
    }

    @Test
    void sweepGivesTurnsToo() {
        SearchProperties settings = new SearchProperties(250, 4, Duration.ofSeconds(2), Duration.ofMinutes(1));
        IndexSweep sweep = new IndexSweep(indexer, null, null, null, settings, new SimpleMeterRegistry()) {

            @Override
            public boolean isRunning() {
                return turns.getOrDefault(BUSY, 0) < 3;
            }
        };
        Queue<String> late = new ArrayDeque<>(List.of(BUSY, "quiet"));

        assertThat(sweep.readOn(late)).isFalse();

        assertThat(turns).containsOnly(Map.entry(BUSY, 3), Map.entry("quiet", 1));
        assertThat(late).containsExactly(BUSY);
    }

    private void hear(String routingKey, String conversationId) {
        String envelope = """
                {"eventId": "e", "type": "%s", "occurredAt": "2026-11-23T08:00:00Z", "conversationId": "%s",
                 "data": {"content": "Hello"}}""".formatted(routingKey, conversationId);
        assertThat(updates.receive(routingKey, envelope)).isCompleted();
    }
}
