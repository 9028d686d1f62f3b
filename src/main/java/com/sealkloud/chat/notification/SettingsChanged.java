package com.sealkloud.chat.notification;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;

/** The user has changed settings or mutes on one device: the others load them again. */
@JsonPropertyOrder("type")
record SettingsChanged(Instant timestamp) {

    @JsonProperty
    String type() {
        return "notification_settings_changed";
    }
}
