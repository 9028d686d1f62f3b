package com.sealkloud.chat.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReturnPauseTests {

    @Test
    void doublesUpToItsBound() {
        List<Long> looks = new ArrayList<>();
        for (Duration waited = Duration.ZERO;
                waited.compareTo(Duration.ofMinutes(1)) < 0;
                waited = waited.plus(ReturnPause.after(waited, Duration.ofSeconds(1)))) {
            looks.add(waited.toSeconds());
        }

        assertThat(looks).containsExactly(0L, 1L, 2L, 4L, 8L, 16L, 24L, 32L, 40L, 48L, 56L);
    }

    @Test
    void isNeverShorterThanTheSweepsAre() {
        Duration hour = Duration.ofHours(1);

        assertThat(ReturnPause.after(Duration.ZERO, hour)).isEqualTo(hour);
        assertThat(ReturnPause.after(Duration.ofDays(1), hour)).isEqualTo(hour);
        assertThat(ReturnPause.after(Duration.ofSeconds(-5), hour)).isEqualTo(hour);
    }
}
