package com.sealkloud.chat.notification;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a user wants no notifications.
 *
 * @param until up to this time; null, or a past time, for none
 * @param timeZone of {@code hours}, such as {@code Europe/Berlin}
 * @param hours every week
 * @param hoursPausedUntil {@code hours} are ignored up to this time; null, or a past time, for no
 *     pause
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DoNotDisturb(
        @Nullable Instant until,
        @NotNull @Size(max = 60) String timeZone,
        @NotNull @Size(max = 20) List<@NotNull @Valid QuietHours> hours,
        @Nullable Instant hoursPausedUntil) {

    static final DoNotDisturb NEVER = new DoNotDisturb(null, "UTC", List.of(), null);

    boolean isOn(Instant now) {
        if (until != null && now.isBefore(until)) {
            return true;
        }
        if (hours.isEmpty() || hoursPausedUntil != null && now.isBefore(hoursPausedUntil)) {
            return false;
        }
        LocalDateTime there = LocalDateTime.ofInstant(now, ZoneId.of(timeZone));
        return hours.stream().anyMatch(quiet -> quiet.cover(there));
    }

    boolean hasKnownTimeZone() {
        try {
            ZoneId.of(timeZone);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
