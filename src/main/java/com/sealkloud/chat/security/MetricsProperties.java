package com.sealkloud.chat.security;

import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Access to the metrics beside that of administrators.
 *
 * @param token of a program; empty for none
 */
@Validated
@ConfigurationProperties("chat.metrics")
record MetricsProperties(
        @Pattern(
                regexp = "|[A-Za-z0-9._~+/=-]{20,}",
                message = "must have at least 20 characters: letters, digits and ._~+/=-")
        @DefaultValue("")
        String token) {

    /** It would be logged. */
    @Override
    public String toString() {
        return token.isEmpty() ? "no token" : "a token";
    }
}
