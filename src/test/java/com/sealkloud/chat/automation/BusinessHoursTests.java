package com.sealkloud.chat.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sealkloud.chat.automation.BusinessHours.Hours;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BusinessHoursTests {

    private static BusinessHours hours(String... hours) {
        return new BusinessHours(
                ZoneId.of("Europe/Berlin"),
                Stream.of(hours).map(Hours::parse).toList(),
                Set.of(LocalDate.parse("2026-12-25")));
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

    @Test
    void mayGoOverTheEndOfTheWeekOrNotBeAtAll() {
        assertThat(hours("sat-mon 09:00-17:00").areAt(Instant.parse("2026-11-23T10:00:00Z")))
                .isTrue();
        assertThat(hours("sat-mon 09:00-17:00").areAt(Instant.parse("2026-11-24T10:00:00Z")))
                .isFalse();
        assertThat(hours().nextAfter(Instant.parse("2026-11-24T10:00:00Z"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mon", "monday 09:00-17:00", "mon 9-17", "mon 17:00-09:00", "mon 24:00-25:00"})
    void areRefusedInAnyOtherForm(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Hours.parse(text));
    }

    @Test
    void rulesAreConsistent() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Rule("r", Trigger.STATUS, null, null, "text"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Rule("r", Trigger.NO_ANSWER, null, null, "text"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Rule("r", Trigger.FIRST_MESSAGE, null, null, "{unknown}"));
        assertThat(List.of(new Rule("r", Trigger.FIRST_MESSAGE, null, null, "{number} { x }")))
                .hasSize(1);
    }
}
