package com.sealkloud.chat.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RechecksTests {

    @Test
    void thatBeganWhileSomebodyWasLetInAreNotMissed() {
        Rechecks rechecks = new Rechecks();
        rechecks.begin("lena");
        long mark = rechecks.mark();

        assertThat(rechecks.hasBegunSince(mark, "lena")).isFalse();

        rechecks.begin("ravi");
        assertThat(rechecks.hasBegunSince(mark, "lena")).isFalse();

        rechecks.begin("lena");
        assertThat(rechecks.hasBegunSince(mark, "lena")).isTrue();
        assertThat(rechecks.hasBegunSince(rechecks.mark(), "lena")).isFalse();
    }
}
