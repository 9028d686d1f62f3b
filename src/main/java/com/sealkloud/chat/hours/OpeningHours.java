package com.sealkloud.chat.hours;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Weekly opening hours in a time zone. Hours that run into a holiday end where it begins. */
public record OpeningHours(ZoneId zone, List<Hours> week, List<Holiday> holidays) {

    private static final int DAYS_AHEAD = 60;

    /**
     * Hours of some days, such as {@code mon-fri 09:00-17:30} or {@code sat 10:00-12:00}.
     *
     * @param to not later than {@code from} means on the next day; midnight is the end of the same
     *     day
     */
    public record Hours(Set<DayOfWeek> days, LocalTime from, LocalTime to) {

        private static final String DAY = "(mon|tue|wed|thu|fri|sat|sun)";
        private static final String TIME = "((?:[01]\\d|2[0-3]):[0-5]\\d)";
        private static final String END = "(" + TIME.substring(1, TIME.length() - 1) + "|24:00)";
        private static final Pattern FORM =
                Pattern.compile(DAY + "(?:-" + DAY + ")?\\s+" + TIME + "-" + END, Pattern.CASE_INSENSITIVE);

        /**
         * Public for Spring, which converts settings with it.
         *
         * @throws IllegalArgumentException if the text is invalid
         */
        public static Hours of(String text) {
            Matcher form = FORM.matcher(text.strip());
            if (!form.matches()) {
                throw new IllegalArgumentException(
                        "Hours are written like mon-fri 09:00-17:30 or fri 22:00-02:00, not like " + text);
            }
            DayOfWeek first = day(form.group(1));
            return new Hours(
                    days(first, form.group(2) == null ? first : day(form.group(2))),
                    LocalTime.parse(form.group(3)),
                    form.group(4).equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(form.group(4)));
        }

        private static DayOfWeek day(String name) {
            return Arrays.stream(DayOfWeek.values())
                    .filter(day -> day.name().startsWith(name.toUpperCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow();
        }

        /** The last day may come before the first one in the week, as in {@code sat-mon}. */
        private static Set<DayOfWeek> days(DayOfWeek first, DayOfWeek last) {
            int length = Math.floorMod(last.getValue() - first.getValue(), 7);
            return IntStream.rangeClosed(0, length).mapToObj(first::plus).collect(Collectors.toUnmodifiableSet());
        }

        private boolean areOnTheDayOfTheirBeginAt(LocalTime time) {
            return !time.isBefore(from) && (areOverMidnight() || time.isBefore(to));
        }

        private boolean areOnTheNextDayAt(LocalTime time) {
            return areOverMidnight() && time.isBefore(to);
        }

        private boolean areOverMidnight() {
            return !from.isBefore(to);
        }
    }

    public boolean areAt(Instant moment) {
        ZonedDateTime there = moment.atZone(zone);
        LocalDate today = there.toLocalDate();
        LocalTime time = there.toLocalTime();
        return !isHoliday(today)
                && (on(today).anyMatch(hours -> hours.areOnTheDayOfTheirBeginAt(time))
                        || on(today.minusDays(1)).anyMatch(hours -> hours.areOnTheNextDayAt(time)));
    }

    /** @return when they begin again; nothing if not within two months */
    public Optional<Instant> nextAfter(Instant moment) {
        LocalDate today = moment.atZone(zone).toLocalDate();
        return Stream.iterate(today, day -> day.plusDays(1))
                .limit(DAYS_AHEAD)
                .flatMap(day -> on(day).map(
                                hours -> day.atTime(hours.from()).atZone(zone).toInstant()))
                .filter(begin -> begin.isAfter(moment))
                .findFirst();
    }

    /** @return the moment itself within the hours, else {@link #nextAfter} */
    public Optional<Instant> from(Instant moment) {
        return areAt(moment) ? Optional.of(moment) : nextAfter(moment);
    }

    private boolean isHoliday(LocalDate day) {
        return holidays.stream().anyMatch(holiday -> holiday.isOn(day));
    }

    private Stream<Hours> on(LocalDate day) {
        return isHoliday(day)
                ? Stream.empty()
                : week.stream()
                        .filter(hours -> hours.days().contains(day.getDayOfWeek()))
                        .sorted((one, other) -> one.from().compareTo(other.from()));
    }
}
