package com.sealkloud.chat.hours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sealkloud.chat.hours.OpeningHours.Hours;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class OpeningHoursTests {

    private static OpeningHours hours(String... hours) {
        return new OpeningHours(
                ZoneId.of("Europe/Berlin"),
                Stream.of(hours).map(Hours::of).toList(),
                List.of(new Holiday(LocalDate.parse("2026-12-25"), LocalDate.parse("2026-12-25"), "Christmas")));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T07:59:59Z, false",
        "2026-11-23T08:00:00Z, true",
        "2026-11-23T15:59:59Z, true",
        "2026-11-23T16:00:00Z, false",
        "2026-07-20T07:00:00Z, true",
        "2026-11-22T10:00:00Z, false",
        "2026-11-21T10:00:00Z, true",
        "2026-12-25T10:00:00Z, false"
    })
    void areThoseOfTheWeekInTheirTimeZoneButNotOnHolidays(Instant moment, boolean isOpen) {
        assertThat(hours("mon-fri 09:00-17:00", "Sat 10:00-12:00").areAt(moment))
                .isEqualTo(isOpen);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T07:00:00Z, 2026-11-23T08:00:00Z",
        "2026-11-23T16:30:00Z, 2026-11-24T08:00:00Z",
        "2026-12-24T20:00:00Z, 2026-12-28T08:00:00Z"
    })
    void beginAgainAtTheSameTimeForAllMomentsBetween(Instant moment, Instant next) {
        assertThat(hours("mon-fri 09:00-17:00").nextAfter(moment)).contains(next);
    }

    /** In Berlin it is an hour later. */
    @ParameterizedTest
    @CsvSource({
        "fri 22:00-02:00, 2026-11-27T20:59:59Z, false",
        "fri 22:00-02:00, 2026-11-27T21:00:00Z, true",
        "fri 22:00-02:00, 2026-11-28T00:59:59Z, true",
        "fri 22:00-02:00, 2026-11-28T01:00:00Z, false",
        "fri 22:00-02:00, 2026-11-27T00:30:00Z, false",
        "thu-fri 22:00-02:00, 2026-12-24T22:59:59Z, true",
        "thu-fri 22:00-02:00, 2026-12-24T23:00:00Z, false",
        "thu-fri 22:00-02:00, 2026-12-26T00:30:00Z, false",
        "sun 22:00-24:00, 2026-11-29T22:59:59Z, true",
        "sun 22:00-24:00, 2026-11-29T23:00:00Z, false",
        "mon-sun 00:00-24:00, 2026-11-28T23:00:00Z, true",
        "mon-sun 00:00-24:00, 2026-12-25T11:00:00Z, false",
        "mon 00:00-24:00, 2026-11-29T22:59:59Z, false",
        "mon 00:00-24:00, 2026-11-29T23:00:00Z, true",
        "mon 00:00-24:00, 2026-11-30T22:59:59Z, true",
        "mon 00:00-24:00, 2026-11-30T23:00:00Z, false"
    })
    void mayGoOverMidnightOrToTheEndOfTheDay(String hours, Instant moment, boolean isOpen) {
        assertThat(hours(hours).areAt(moment)).isEqualTo(isOpen);
    }

    @Test
    void areSettingsWhoseBadOnesAreNamed() {
        assertThat(settings("fri 22:00-02:00,mon-thu 00:00-24:00").hours()).hasSize(2);

        assertThatExceptionOfType(BindException.class)
                .isThrownBy(() -> settings("fri 22:00-02:00,mon 9-17"))
                .satisfies(e -> assertThat(e.getName()).hasToString("chat.automation.hours"))
                .havingRootCause()
                .withMessageContaining("not like mon 9-17");
    }

    private static HoursProperties settings(String hours) {
        return new Binder(new MapConfigurationPropertySource(Map.of("chat.automation.hours", hours)))
                .bind("chat.automation", HoursProperties.class)
                .get();
    }

    @Test
    void mayGoOverTheEndOfTheWeekOrNotBeAtAll() {
        assertThat(hours("sat-mon 09:00-17:00").areAt(Instant.parse("2026-11-23T10:00:00Z")))
                .isTrue();
        assertThat(hours("sat-mon 09:00-17:00").areAt(Instant.parse("2026-11-24T10:00:00Z")))
                .isFalse();
        assertThat(hours().nextAfter(Instant.parse("2026-11-24T10:00:00Z"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mon", "monday 09:00-17:00", "mon 9-17", "mon 24:00-02:00", "mon 09:00-24:01"})
    void areRefusedInAnyOtherForm(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Hours.of(text));
    }
}
