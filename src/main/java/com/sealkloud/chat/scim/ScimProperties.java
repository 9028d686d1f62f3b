package com.sealkloud.chat.scim;

import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Provisioning of users by an identity provider.
 *
 * @param token of the identity provider; empty for none, which turns SCIM off
 */
@Validated
@ConfigurationProperties("chat.scim")
record ScimProperties(
        @Pattern(
                regexp = "|[A-Za-z0-9._~+/=-]{32,}",
                message = "must have at least 32 characters: letters, digits and ._~+/=-")
        @DefaultValue("")
        String token) {

    /** It would be logged. */
    @Override
    public String toString() {
        return token.isEmpty() ? "no token" : "a token";
    }
}
