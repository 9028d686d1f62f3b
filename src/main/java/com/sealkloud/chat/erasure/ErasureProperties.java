package com.sealkloud.chat.erasure;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Erasure.
 *
 * @param ledger the file that lists what was erased, outside the database and its backups; all
 *     nodes must see the same one
 * @param sweepInterval how often erasures that a node has left unfinished are looked for
 */
@Validated
@ConfigurationProperties("chat.erasure")
record ErasureProperties(
        @NotNull @Pattern(regexp = "file:.+", message = "must begin with file:")
        String ledger,

        @NotNull @DurationMin(millis = 10) @DefaultValue("10s")
        Duration sweepInterval) {

    Path ledgerFile() {
        return Path.of(ledger.substring("file:".length())).toAbsolutePath();
    }
}
