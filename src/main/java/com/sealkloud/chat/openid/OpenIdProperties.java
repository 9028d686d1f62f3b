package com.sealkloud.chat.openid;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds of logins through an identity provider.
 *
 * @param timeout for connecting to the provider, and for each of its answers
 * @param pendingFor how long a user may take to authenticate at the provider
 * @param atOnce how many logins a node completes at once
 */
@Validated
@ConfigurationProperties("chat.openid")
record OpenIdProperties(
        @NotNull @DefaultValue("5s") Duration timeout,
        @NotNull @DefaultValue("10m") Duration pendingFor,
        @Min(1) @Max(1000) @DefaultValue("20") int atOnce) {}
