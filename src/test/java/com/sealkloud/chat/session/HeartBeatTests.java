package com.sealkloud.chat.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.socket.HeartBeat;
import org.junit.jupiter.api.Test;

/** Whether something comes in each interval that was promised, whatever else is sent and when. */
class HeartBeatTests {

    private static final int TICKS = 10;

    @Test
    void nothingIsEverSilentForLongerThanPromised() {
        for (int pause = 1; pause < 300; pause++) {
            HeartBeat heartBeat = new HeartBeat(TICKS, 0);
            double lastSent = 0;
            double nextFrame = 0.05;
            boolean used = false;
            for (int tick = 1; tick < 500; tick++) {
                while (nextFrame < tick) {
                    assertThat(nextFrame - lastSent).as("pause %s", pause).isLessThanOrEqualTo(TICKS);
                    lastSent = nextFrame;
                    used = true;
                    nextFrame += pause / 10.0;
                }
                boolean due = heartBeat.isDue(!used);
                used = due;
                if (due) {
                    assertThat(tick - lastSent).as("pause %s", pause).isLessThanOrEqualTo(TICKS);
                    lastSent = tick;
                }
            }
        }
    }

    @Test
    void whoIsSentEnoughGetsNoHeartBeats() {
        HeartBeat heartBeat = new HeartBeat(TICKS, 0);
        for (int tick = 0; tick < 100; tick++) {
            assertThat(heartBeat.isDue(tick % 5 != 0)).isFalse();
        }
    }

    @Test
    void whoWantsNoneGetsNone() {
        HeartBeat heartBeat = new HeartBeat(0, 0);
        for (int tick = 0; tick < 100; tick++) {
            assertThat(heartBeat.isDue(true)).isFalse();
        }
    }

    @Test
    void aClientIsGoneAfterThreeOfItsIntervalsWithoutAnything() {
        HeartBeat heartBeat = new HeartBeat(0, TICKS);
        for (int tick = 0; tick < 3 * TICKS; tick++) {
            assertThat(heartBeat.isGone(true)).isFalse();
        }
        assertThat(heartBeat.isGone(true)).isTrue();

        assertThat(heartBeat.isGone(false)).isFalse();
        assertThat(heartBeat.isGone(true)).isFalse();
    }

    @Test
    void aClientThatHasPromisedNothingMayBeSilent() {
        HeartBeat heartBeat = new HeartBeat(TICKS, 0);
        for (int tick = 0; tick < 1_000; tick++) {
            assertThat(heartBeat.isGone(true)).isFalse();
        }
    }
}
