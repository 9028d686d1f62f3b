package com.sealkloud.chat.notification;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;

/**
 * Weekly hours in which a user does not want to be disturbed.
 *
 * @param days on which they begin
 * @param from {@code HH:mm}
 * @param to {@code HH:mm}; not later than {@code from} means on the next day
 */
record QuietHours(
        @NotEmpty @Size(max = 7) List<@NotNull Weekday> days,
        @NotNull @Pattern(regexp = QuietHours.TIME) String from,
        @NotNull @Pattern(regexp = QuietHours.TIME) String to) {

    static final String TIME = "([01][0-9]|2[0-3]):[0-5][0-9]";

    boolean cover(LocalDateTime moment) {
        LocalTime begin = LocalTime.parse(from);
        LocalTime end = LocalTime.parse(to);
        LocalTime time = moment.toLocalTime();
        Weekday today = Weekday.of(moment.getDayOfWeek());
        if (begin.isBefore(end)) {
            return days.contains(today) && !time.isBefore(begin) && time.isBefore(end);
        }
        Weekday yesterday = Weekday.of(moment.getDayOfWeek().minus(1));
        return days.contains(today) && !time.isBefore(begin) || days.contains(yesterday) && time.isBefore(end);
    }
}
