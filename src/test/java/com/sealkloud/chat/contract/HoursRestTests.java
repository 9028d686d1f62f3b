package com.sealkloud.chat.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.testing.Answer;
import com.sealkloud.chat.testing.Rest;
import com.sealkloud.chat.testing.User;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code /opening-hours}, as administrators use it, and what clients learn of it. */
class HoursRestTests extends EitherBroker {

    private static final String HOURS = "/opening-hours";
    private static final List<Map<String, Object>> ALWAYS =
            List.of(hours(List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun"), "00:00", "24:00"));

    @AfterEach
    void forget() {
        chat.database().update("delete from opening_hours");
    }

    private static Map<String, Object> hours(List<String> days, String from, String to) {
        return Map.of("days", days, "from", from, "to", to);
    }

    private static Map<String, Object> document(List<?> hours, List<?> holidays) {
        return Map.of("timeZone", "UTC", "hours", hours, "holidays", holidays);
    }

    private static Map<String, Object> holiday(Object from, Object to) {
        return Map.of("from", from.toString(), "to", to.toString(), "name", "Company trip");
    }

    @Test
    void aHolidayClosesTheSupportForEverybodyAtOnce() {
        Rest ada = as(cast.ada());
        User carol = cast.carol();
        ada.put(HOURS, document(ALWAYS, List.of())).expect(200);
        assertThat(as(carol).get("/support").expect(200).json().path("open").booleanValue())
                .isTrue();
        LocalDate today = LocalDate.now(ZoneOffset.UTC);

        ada.put(HOURS, document(ALWAYS, List.of(holiday(today.minusDays(1), today.plusDays(2)))))
                .expect(200);

        Answer closed = as(carol).get("/support").expect(200);
        assertThat(closed.json().path("open").booleanValue()).isFalse();
        assertThat(closed.text("opensAt")).isEqualTo(today.plusDays(3) + "T00:00:00.000Z");
        assertThat(closed.text("timeZone")).isEqualTo("UTC");
        assertThat(closed.list("hours")).singleElement().satisfies(hours -> {
            assertThat(hours.path("days")).hasSize(7);
            assertThat(hours.path("to").stringValue()).isEqualTo("24:00");
        });
        assertThat(ada.get("/audit?action=hours.changed").list("items").get(0).toString())
                .contains("Company trip");
    }

    @Test
    void theSlowerOfTwoAdministratorsIsToldThatTheHoursHaveChanged() {
        Rest ada = as(cast.ada());
        Answer configured = ada.get(HOURS).expect(200);
        assertThat(configured.body()).contains("\"from\":\"09:00\"", "\"to\":\"17:00\"");
        String seen = tag(configured);

        Map<String, Object> night = document(List.of(hours(List.of("fri"), "22:00", "02:00")), List.of());
        String changed =
                tag(as(cast.ada()).with("If-Match", seen).put(HOURS, night).expect(200));

        assertThat(changed).isNotEqualTo(seen).isEqualTo(tag(ada.get(HOURS)));
        ada.with("If-Match", seen).put(HOURS, document(List.of(), List.of())).expectProblem(409, "conflict");
        assertThat(ada.get(HOURS).body()).contains("\"22:00\"", "\"02:00\"");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-26, 2026-12-24",
        "1999-12-31, 2000-01-02",
        "2099-12-31, 2100-01-01",
        "2026-01-01, 2027-01-02",
        "2026-02-30, 2026-03-01",
        "tomorrow, 2026-03-01"
    })
    void holidaysOutOfRangeAreRefused(String from, String to) {
        as(cast.ada()).put(HOURS, document(ALWAYS, List.of(holiday(from, to)))).expectProblem(400, "bad_request");
    }

    @ParameterizedTest
    @CsvSource({"9:00, 17:00", "24:00, 02:00", "09:00, 24:01"})
    void soAreHoursThatAreNone(String from, String to) {
        as(cast.ada())
                .put(HOURS, document(List.of(hours(List.of("mon"), from, to)), List.of()))
                .expectProblem(400, "bad_request");
        as(cast.ada())
                .put(HOURS, Map.of("timeZone", "Mars/Base", "hours", List.of(), "holidays", List.of()))
                .expectProblem(400, "bad_request");
    }

    private static String tag(Answer answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }
}
