package com.sealkloud.chat.pin;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Pinned messages.
 *
 * @param most how many messages of a conversation can be pinned at a time
 */
@Validated
@ConfigurationProperties("chat.pin")
record PinProperties(@Min(1) @Max(1000) @DefaultValue("100") int most) {}
