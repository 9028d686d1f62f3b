package com.sealkloud.chat.encryption;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * A master key in AWS KMS, or in a server that speaks its protocol.
 *
 * @param key its id, ARN or alias; without it there is none
 * @param formerKey the one before it, for one start of each node
 * @param endpoint of another server than Amazon's
 * @param region of the keys
 * @param accessKey if it and the secret key are unset, the SDK of AWS finds credentials: its
 *     environment variables, its files, the machine's role
 * @param timeout how long the server may take to answer
 */
@Validated
@ConfigurationProperties("chat.encryption.kms")
record KmsProperties(
        @DefaultValue("") String key,
        @DefaultValue("") String formerKey,
        @Nullable URI endpoint,
        @NotBlank @DefaultValue("us-east-1") String region,
        @Nullable String accessKey,
        @Nullable String secretKey,

        @NotNull @DurationMin(seconds = 1) @DefaultValue("10s")
        Duration timeout) {

    /** Without the secret key: it would be logged. */
    @Override
    public String toString() {
        return "[" + key + "] at " + (endpoint == null ? region : endpoint);
    }
}
