package com.sealkloud.chat.notification;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/**
 * How somebody wants to be notified, on all their devices.
 *
 * @param desktop whether at all
 * @param sound whether with a sound
 * @param soundName which
 * @param previews whether a notification shows what was written
 */
record NotificationSettings(
        @NotNull Boolean desktop,
        @NotNull Boolean sound,
        @NotNull Sound soundName,
        @NotNull Boolean previews,
        @NotNull @Valid DoNotDisturb doNotDisturb) {

    static final NotificationSettings DEFAULT =
            new NotificationSettings(true, true, Sound.CHIME, true, DoNotDisturb.NEVER);
}
