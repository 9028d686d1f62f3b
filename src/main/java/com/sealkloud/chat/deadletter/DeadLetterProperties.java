package com.sealkloud.chat.deadletter;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How many dead letters are kept.
 *
 * @param mostPerSender letters of one broker account in one queue; beyond it, its oldest are
 *     dropped
 * @param sizePerSender the total size of their bodies
 */
@Validated
@ConfigurationProperties("chat.dead-letters")
record DeadLetterProperties(
        @Min(1) @DefaultValue("1000") int mostPerSender,
        @DefaultValue("16MB") DataSize sizePerSender) {}
