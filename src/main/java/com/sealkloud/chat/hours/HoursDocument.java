package com.sealkloud.chat.hours;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.hours.OpeningHours.Hours;
import com.sealkloud.chat.text.VisibleLine;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The opening hours as they are read, written and stored. */
public record HoursDocument(
        @NotNull @VisibleLine(max = 60) String timeZone,
        @NotNull @Size(max = MOST_HOURS) List<@NotNull @Valid Weekly> hours,
        @NotNull @Size(max = MOST_HOLIDAYS) List<@NotNull @Valid Days> holidays) {

    private static final int MOST_HOURS = 50;
    private static final int MOST_HOLIDAYS = 500;
    private static final LocalDate FIRST_DAY = LocalDate.of(2000, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(2099, 12, 31);
    private static final int LONGEST_DAYS = 366;
    private static final String END_OF_DAY = "24:00";

    /** Days of the week, as they are written. */
    public enum Day {
        mon(DayOfWeek.MONDAY),
        tue(DayOfWeek.TUESDAY),
        wed(DayOfWeek.WEDNESDAY),
        thu(DayOfWeek.THURSDAY),
        fri(DayOfWeek.FRIDAY),
        sat(DayOfWeek.SATURDAY),
        sun(DayOfWeek.SUNDAY);

        private final DayOfWeek day;

        Day(DayOfWeek day) {
            this.day = day;
        }

        DayOfWeek day() {
            return day;
        }
    }

    /**
     * @param to {@code 24:00} is the end of the day; not later than {@code from} is on the next day
     */
    public record Weekly(
            @NotEmpty @Size(max = 7) List<@NotNull Day> days,

            @NotNull @Pattern(regexp = "([01]\\d|2[0-3]):[0-5]\\d")
            String from,

            @NotNull @Pattern(regexp = "([01]\\d|2[0-3]):[0-5]\\d|24:00")
            String to) {

        private static Weekly of(Hours hours) {
            return new Weekly(
                    Arrays.stream(Day.values())
                            .filter(day -> hours.days().contains(day.day()))
                            .toList(),
                    hours.from().toString(),
                    hours.to().equals(LocalTime.MIDNIGHT)
                            ? END_OF_DAY
                            : hours.to().toString());
        }

        private Hours parsed() {
            return new Hours(
                    days.stream().map(Day::day).collect(Collectors.toUnmodifiableSet()),
                    LocalTime.parse(from),
                    to.equals(END_OF_DAY) ? LocalTime.MIDNIGHT : LocalTime.parse(to));
        }
    }

    /** A holiday from its first to its last day. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Days(
            @NotNull LocalDate from,
            @NotNull LocalDate to,
            @Nullable @VisibleLine(max = 100) String name) {

        private static Days of(Holiday holiday) {
            return new Days(holiday.first(), holiday.last(), holiday.name().isEmpty() ? null : holiday.name());
        }

        private Holiday parsed() {
            if (to.isBefore(from)) {
                throw Refusal.badRequest("A holiday ends on " + to + ", before it begins on " + from + ".");
            }
            if (from.isBefore(FIRST_DAY) || to.isAfter(LAST_DAY)) {
                throw Refusal.badRequest("A holiday is between " + FIRST_DAY + " and " + LAST_DAY + ".");
            }
            if (!to.isBefore(from.plusDays(LONGEST_DAYS))) {
                throw Refusal.badRequest("A holiday has at most " + LONGEST_DAYS + " days.");
            }
            return new Holiday(from, to, name == null ? "" : name);
        }
    }

    static HoursDocument of(OpeningHours hours) {
        return new HoursDocument(
                hours.zone().getId(),
                hours.week().stream().map(Weekly::of).toList(),
                hours.holidays().stream().map(holiday -> Days.of(holiday)).toList());
    }

    /** @throws Refusal {@code bad_request} if a time zone or a holiday is none */
    public OpeningHours parsed() {
        return new OpeningHours(
                zone(),
                hours.stream().map(Weekly::parsed).toList(),
                holidays.stream().map(Days::parsed).toList());
    }

    private ZoneId zone() {
        try {
            return ZoneId.of(timeZone);
        } catch (DateTimeException e) {
            throw Refusal.badRequest("There is no time zone " + timeZone + ".");
        }
    }
}
