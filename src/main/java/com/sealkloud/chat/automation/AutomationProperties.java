package com.sealkloud.chat.automation;

import com.sealkloud.chat.text.VisibleLine;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Automated replies.
 *
 * @param rules in addition to those of administrators
 * @param senderName the sender's name
 * @param sweepInterval how often due replies are searched
 * @param most how many rules administrators can create
 */
@Validated
@ConfigurationProperties("chat.automation")
record AutomationProperties(
        @DefaultValue List<@Valid Rule> rules,

        @NotNull @VisibleLine(max = 100) @DefaultValue("Automatic reply")
        String senderName,

        @DefaultValue("1s") Duration sweepInterval,
        @Min(1) @Max(500) @DefaultValue("100") int most) {}
