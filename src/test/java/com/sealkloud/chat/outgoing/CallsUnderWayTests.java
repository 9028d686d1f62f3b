package com.sealkloud.chat.outgoing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CallsUnderWayTests {
    private final CallsUnderWay calls = new CallsUnderWay(3, 2);

    @Test
    void receiverIsBusyUntilOneOfItsCallsHasEnded() {
        calls.begin("slow");
        calls.begin("slow");
        assertThat(calls.busy()).containsExactly("slow");
        assertThat(calls.room(8)).isEqualTo(1);

        assertThat(calls.end("slow")).isTrue();
        assertThat(calls.busy()).isEmpty();
        assertThat(calls.end("slow")).isFalse();
    }

    @Test
    void noneBeginsOnceItIsClosed() {
        calls.close(Duration.ZERO);

        assertThat(calls.room(8)).isZero();
    }
}
