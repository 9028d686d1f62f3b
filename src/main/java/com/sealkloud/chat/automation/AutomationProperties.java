package com.sealkloud.chat.automation;

import com.sealkloud.chat.text.VisibleLine;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Automated replies.
 *
 * @param rules in addition to those of administrators
 * @param timeZone of the hours and holidays
 * @param hours business hours, such as {@code mon-fri 09:00-17:00}
 * @param holidays days without business hours
 * @param senderName the sender's name
 * @param sweepInterval how often due replies are searched
 * @param most how many rules administrators can create
 */
@Validated
@ConfigurationProperties("chat.automation")
record AutomationProperties(
        @DefaultValue List<@Valid Rule> rules,
        @DefaultValue("UTC") ZoneId timeZone,
        @DefaultValue("mon-fri 09:00-17:00") List<BusinessHours.Hours> hours,
        @DefaultValue List<LocalDate> holidays,

        @NotNull @VisibleLine(max = 100) @DefaultValue("Automatic reply")
        String senderName,

        @DefaultValue("1s") Duration sweepInterval,
        @Min(1) @Max(500) @DefaultValue("100") int most) {

    BusinessHours businessHours() {
        return new BusinessHours(timeZone, hours, Set.copyOf(holidays));
    }
}
