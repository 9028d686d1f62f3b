package com.sealkloud.chat.people;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Importing users from a file.
 *
 * @param mostLines how many users one file may have
 * @param bodyLimit the largest file
 */
@Validated
@ConfigurationProperties("chat.import")
record ImportProperties(
        @Min(1) @Max(50_000) @DefaultValue("10000") int mostLines,
        @NotNull @DefaultValue("1MB") DataSize bodyLimit) {}
