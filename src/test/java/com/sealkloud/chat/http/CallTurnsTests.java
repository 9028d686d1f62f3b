package com.sealkloud.chat.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.http.CallTurns.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whose call is next, and which of them give way. */
class CallTurnsTests {

    private static final int SHARE = 2;
    private static final int MOST_WAITING = 5;

    private final CallTurns turns = new CallTurns(SHARE, MOST_WAITING);

    private List<Call> add(String network, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    Call call = new Call(network, () -> {}, null, true);
                    turns.add(call);
                    return call;
                })
                .toList();
    }

    @Test
    void networksTakeTurns() {
        add("crowd", 3);
        add("one", 1);

        assertThat(List.of(turns.next(), turns.next(), turns.next(), turns.next()))
                .extracting(Call::network)
                .containsExactly("crowd", "one", "crowd", "crowd");
    }

    @Test
    void aLimitedNetworkHasAShareAndItsNewestCallIsTheNext() {
        List<Call> calls = add("crowd", 4);
        turns.limit("crowd", 0);

        assertThat(turns.next()).isSameAs(calls.get(3));
        assertThat(turns.next()).isSameAs(calls.get(2));
        assertThat(turns.next()).isNull();
        assertThat(turns.next()).isNull();
        assertThat(turns.after(calls.get(2))).isSameAs(calls.get(1));
        assertThat(turns.after(calls.get(3))).isSameAs(calls.get(0));
        assertThat(turns.after(calls.get(0))).isNull();
        add("one", 1);
        assertThat(turns.next().network()).isEqualTo("one");
    }

    @Test
    void theOldestCallsOfALimitedNetworkGiveWay() {
        List<Call> calls = add("crowd", MOST_WAITING + 2);

        assertThat(turns.limit("crowd", 0)).isEqualTo(calls.subList(0, 2));
        assertThat(turns.add(new Call("crowd", () -> {}, null, true))).isSameAs(calls.get(2));
        List<Call> served = new ArrayList<>();
        for (int ticket = 0; ticket < MOST_WAITING + 3; ticket++) {
            Call call = turns.next();
            while (call != null) {
                served.add(call);
                call = turns.after(call);
            }
        }
        assertThat(served).hasSize(MOST_WAITING);
    }

    @Test
    void whatCannotGiveWayWaits() {
        Call asynchronous = new Call("crowd", () -> {}, null, false);
        turns.add(asynchronous);
        List<Call> calls = add("crowd", MOST_WAITING);

        assertThat(turns.limit("crowd", 0)).containsExactly(calls.get(0));
        for (int more = 0; more < MOST_WAITING - 1; more++) {
            turns.add(new Call("crowd", () -> {}, null, false));
        }
        assertThat(turns.add(new Call("crowd", () -> {}, null, false))).isNull();
    }

    @Test
    void aLimitEndsWithItsTimeAndWhenNobodyWaits() {
        add("crowd", 3);
        turns.limit("crowd", 100);
        Call first = turns.next();
        turns.next();
        turns.endLimits(200);
        assertThat(turns.next()).as("a third while one waits").isNull();
        turns.after(first);
        turns.endLimits(200);
        add("crowd", 2);

        assertThat(turns.next()).isNotNull();
        assertThat(turns.next()).isNotNull();
    }
}
