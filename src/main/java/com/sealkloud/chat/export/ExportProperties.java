package com.sealkloud.chat.export;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Exports.
 *
 * @param storage the folder of the files; all nodes must see the same one
 * @param keep how long a file is kept
 * @param pause how long after an export nobody begins another one of their own data
 * @param keepFree how much of the disk exports leave to others
 * @param sweepInterval how often exports that are due, and files that are not kept any more, are
 *     looked for
 */
@Validated
@ConfigurationProperties("chat.export")
record ExportProperties(
        @NotNull @Pattern(regexp = "file:.+", message = "must begin with file:")
        String storage,

        @NotNull @DurationMin(seconds = 1) @DefaultValue("7d")
        Duration keep,

        @NotNull @DurationMin @DefaultValue("1h") Duration pause,

        @NotNull @DefaultValue("2GB") DataSize keepFree,

        @NotNull @DurationMin(millis = 10) @DefaultValue("10s")
        Duration sweepInterval) {

    Path folder() {
        return Path.of(storage.substring("file:".length())).toAbsolutePath();
    }
}
