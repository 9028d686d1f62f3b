package com.sealkloud.chat.hours;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The opening hours until an administrator changes them.
 *
 * @param timeZone of the hours and holidays
 * @param hours opening hours, such as {@code mon-fri 09:00-17:00}
 * @param holidays days without opening hours
 */
@Validated
@ConfigurationProperties("chat.automation")
record HoursProperties(
        @DefaultValue("UTC") ZoneId timeZone,
        @DefaultValue("mon-fri 09:00-17:00") List<OpeningHours.Hours> hours,
        @DefaultValue List<LocalDate> holidays) {

    OpeningHours openingHours() {
        return new OpeningHours(
                timeZone,
                hours,
                holidays.stream().map(day -> new Holiday(day, day, "")).toList());
    }
}
