package com.sealkloud.chat.deadletter;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How much is kept of what could not be processed.
 *
 * @param mostPerSender so many letters of one account of the broker in one queue; beyond it its oldest are dropped
 * @param sizePerSender the same for the size of their bodies together
 */
@Validated
@ConfigurationProperties("chat.dead-letters")
record DeadLetterProperties(
        @Min(1) @DefaultValue("1000") int mostPerSender,
        @DefaultValue("16MB") DataSize sizePerSender) {}
