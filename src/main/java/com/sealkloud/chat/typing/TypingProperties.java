package com.sealkloud.chat.typing;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Typing indicators.
 *
 * @param timeout after which typing ends without another {@code typing_start}
 */
@Validated
@ConfigurationProperties("chat.typing")
record TypingProperties(
        @NotNull @DurationMin(millis = 1) @DefaultValue("6s")
        Duration timeout) {}
