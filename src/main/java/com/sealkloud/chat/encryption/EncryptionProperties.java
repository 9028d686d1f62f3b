package com.sealkloud.chat.encryption;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Encryption at rest.
 *
 * @param enabled whether what is stored from now on is sealed, and a worker seals what was stored
 *     before; what is sealed is readable either way
 * @param keyFile the file with the master key
 * @param formerKeyFile the file with the master key before it, for one start of each node
 * @param keepRetired how long the key of an erased conversation is kept: another node may seal
 *     with it for a minute, and what it has sealed must not be lost
 * @param sweepInterval how often a node looks for keys that are to be wrapped anew or destroyed
 */
@Validated
@ConfigurationProperties("chat.encryption")
record EncryptionProperties(
        @DefaultValue("false") boolean enabled,
        @Nullable Path keyFile,
        @Nullable Path formerKeyFile,

        @NotNull @DurationMin(minutes = 2) @DefaultValue("10m")
        Duration keepRetired,

        @NotNull @DurationMin(millis = 10) @DefaultValue("1m")
        Duration sweepInterval) {}
