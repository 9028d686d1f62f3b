package com.sealkloud.chat.conversation;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Whom users see.
 *
 * @param clientsSeeStaff which of the staff a client sees and may write to first
 */
@Validated
@ConfigurationProperties("chat")
record VisibilityProperties(
        @NotNull @DefaultValue("directory") SeenStaff clientsSeeStaff) {

    enum SeenStaff {
        /** All of them. */
        DIRECTORY,
        /** Those with whom they share a conversation. */
        CONTACTS
    }
}
