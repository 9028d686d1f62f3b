package com.sealkloud.chat.hours;

import java.time.LocalDate;

/**
 * Days on which nobody works.
 *
 * @param last the last day of them
 */
public record Holiday(LocalDate first, LocalDate last, String name) {

    boolean isOn(LocalDate day) {
        return !day.isBefore(first) && !day.isAfter(last);
    }
}
