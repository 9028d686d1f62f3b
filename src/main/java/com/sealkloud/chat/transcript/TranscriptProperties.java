package com.sealkloud.chat.transcript;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Transcripts.
 *
 * @param atOnce how many a node writes at the same time
 * @param atOncePerPerson how many of them for one user
 * @param readTime how long a reader keeps the place while all are taken
 */
@Validated
@ConfigurationProperties("chat.transcript")
record TranscriptProperties(
        @Min(1) @DefaultValue("8") int atOnce,
        @Min(1) @DefaultValue("2") int atOncePerPerson,

        @NotNull @DurationMin(seconds = 1) @DefaultValue("2m")
        Duration readTime) {}
