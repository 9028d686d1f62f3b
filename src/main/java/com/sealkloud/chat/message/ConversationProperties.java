package com.sealkloud.chat.message;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of messages.
 *
 * @param longestContent of a message, in Unicode characters (code points)
 */
@Validated
@ConfigurationProperties("chat.conversation")
public record ConversationProperties(
        @Min(1) @Max(16_000) @DefaultValue("10000") int longestContent) {}
