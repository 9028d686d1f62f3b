package com.sealkloud.chat.notification;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;

/** The person has changed on one device how they want to be notified, or of what: the others ask for it again. */
@JsonPropertyOrder("type")
record SettingsChanged(Instant timestamp) {

    @JsonProperty
    String type() {
        return "notification_settings_changed";
    }
}
