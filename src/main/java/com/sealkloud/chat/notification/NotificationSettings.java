package com.sealkloud.chat.notification;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/**
 * A user's notification settings, for all their devices.
 *
 * @param desktop whether to notify at all
 * @param sound whether with a sound
 * @param soundName which sound
 * @param previews whether a notification shows the message
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
