package com.sealkloud.chat.account;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who may log in and for how long.
 *
 * @param demo whether the documented demo people exist; settled by the start when unset
 * @param admin the first administrator, created at the start if there is none
 * @param tokens life of the tokens that this service issues
 * @param logIn how many wrong passwords are borne within a minute
 * @param identityProvider names of the claims that the helpdesk's identity provider uses
 */
@Validated
@ConfigurationProperties("chat")
record AccountProperties(
        @DefaultValue("false") boolean demo,
        @DefaultValue Admin admin,
        @DefaultValue Tokens tokens,
        @DefaultValue LogIn logIn,
        @DefaultValue IdentityProvider identityProvider) {

    record Admin(
            @DefaultValue("admin") String userId, @Nullable String password) {}

    record Tokens(@NotNull @DefaultValue("12h") Duration lifetime) {}

    record LogIn(
            @Min(1) @DefaultValue("10") int failuresPerUser,
            @Min(1) @DefaultValue("100") int failuresPerAddress) {}

    record IdentityProvider(
            @DefaultValue("sub") String idClaim,
            @DefaultValue("name") String nameClaim,
            @DefaultValue("role") String roleClaim) {}
}
