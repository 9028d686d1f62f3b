package com.sealkloud.chat.change;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Changes of messages.
 *
 * @param editWindow how long after sending authors may edit and delete; 0 for never
 * @param mostRevisions how many times a message can be edited
 * @param mostReactions how many different emoji a message can have
 */
@Validated
@ConfigurationProperties("chat.message")
record ChangeProperties(
        @NotNull @DurationMin @DefaultValue("24h") Duration editWindow,
        @Min(1) @Max(1000) @DefaultValue("100") int mostRevisions,
        @Min(1) @Max(1000) @DefaultValue("50") int mostReactions) {}
