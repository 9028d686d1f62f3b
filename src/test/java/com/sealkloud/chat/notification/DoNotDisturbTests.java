package com.sealkloud.chat.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoNotDisturbTests {

    /** 23 November 2026 is a Monday; Berlin is an hour ahead of UTC then, and two in summer. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-23T20:59:00Z, false",
        "2026-11-23T21:00:00Z, true",
        "2026-11-24T05:59:59Z, true",
        "2026-11-24T06:00:00Z, false",
        "2026-11-24T21:30:00Z, false",
        "2026-11-23T05:30:00Z, false",
        "2026-07-06T19:59:00Z, false",
        "2026-07-06T20:00:00Z, true",
    })
    void goesOverMidnightInThePersonsTimeZone(Instant moment, boolean quiet) {
        DoNotDisturb nights = new DoNotDisturb(
                null, "Europe/Berlin", List.of(new QuietHours(List.of(Weekday.MON), "22:00", "07:00")), null);

        assertThat(nights.isOn(moment)).isEqualTo(quiet);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T08:59:00Z, false",
        "2026-11-22T09:00:00Z, true",
        "2026-11-23T08:59:00Z, true",
        "2026-11-23T09:00:00Z, false",
    })
    void lastsADayWhenItEndsAsItBegins(Instant moment, boolean quiet) {
        DoNotDisturb sunday =
                new DoNotDisturb(null, "UTC", List.of(new QuietHours(List.of(Weekday.SUN), "09:00", "09:00")), null);

        assertThat(sunday.isOn(moment)).isEqualTo(quiet);
    }

    @ParameterizedTest
    @CsvSource({"2026-11-22T11:59:59Z, true", "2026-11-22T12:00:00Z, false"})
    void endsAtItsTime(Instant moment, boolean quiet) {
        assertThat(new DoNotDisturb(Instant.parse("2026-11-22T12:00:00Z"), "UTC", List.of(), null).isOn(moment))
                .isEqualTo(quiet);
    }

    @ParameterizedTest
    @CsvSource({"2026-11-23T22:00:00Z, false", "2026-11-24T06:59:59Z, false", "2026-11-24T22:00:00Z, true"})
    void hoursCanBePaused(Instant moment, boolean quiet) {
        DoNotDisturb nights = new DoNotDisturb(
                null,
                "UTC",
                List.of(new QuietHours(List.of(Weekday.MON, Weekday.TUE), "22:00", "07:00")),
                Instant.parse("2026-11-24T07:00:00Z"));

        assertThat(nights.isOn(moment)).isEqualTo(quiet);
    }
}
