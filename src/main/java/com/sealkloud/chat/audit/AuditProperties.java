package com.sealkloud.chat.audit;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param retention age at which entries are removed; zero keeps them for ever
 * @param entriesPerHour how many logins, failed logins or transcripts of one person are written
 *     down in an hour
 */
@Validated
@ConfigurationProperties("chat.audit")
record AuditProperties(
        @DefaultValue("730d") Duration retention,
        @Min(1) @DefaultValue("100") int entriesPerHour) {

    @AssertTrue(message = "must be zero, or at least a day")
    boolean isRetentionPossible() {
        return retention.isZero() || retention.compareTo(Duration.ofDays(1)) >= 0;
    }
}
