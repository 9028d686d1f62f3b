package com.sealkloud.chat.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Searches that differ in what they have passed over are answered at the same time. */
class AnswerSlotsTests {

    @ParameterizedTest
    @CsvSource({"0,20000", "3100,20000", "20000,20000", "20001,30000", "30000,30000", "44000,50000", "95500,100000"})
    void answersGoOutAtTheNextOfAFewTimes(long readyMicros, long sentMicros) {
        assertThat(AnswerSlots.after(readyMicros * 1_000)).isEqualTo(sentMicros * 1_000);
    }
}
