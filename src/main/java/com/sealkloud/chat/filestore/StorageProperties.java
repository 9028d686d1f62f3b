package com.sealkloud.chat.filestore;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the bytes of files are.
 *
 * @param storage {@code file:} and a folder, or {@code s3://} and a bucket
 * @param s3 how the bucket is reached
 */
@Validated
@ConfigurationProperties("chat.attachment")
record StorageProperties(
        @NotNull
        @Pattern(regexp = "file:.+|s3://[a-z0-9.-]+", message = "must be file: and a folder, or s3:// and a bucket")
        String storage,

        @NotNull @Valid @DefaultValue S3 s3) {

    /**
     * A bucket of S3, or of a server that speaks its protocol.
     *
     * @param endpoint of another server than Amazon's
     * @param region of the bucket
     * @param accessKey if it and the secret key are unset, the SDK of AWS finds credentials: its
     *     environment variables, its files, the machine's role
     * @param pathStyle whether the bucket is the first part of paths instead of the host's name
     * @param timeout how long the server may take to answer
     * @param atOnce how many threads may wait for the server at once
     */
    record S3(
            @Nullable URI endpoint,
            @NotBlank @DefaultValue("us-east-1") String region,
            @Nullable String accessKey,
            @Nullable String secretKey,
            @DefaultValue("false") boolean pathStyle,

            @NotNull @DurationMin(seconds = 1) @DefaultValue("10s")
            Duration timeout,

            @Min(1) @DefaultValue("50") int atOnce) {

        /** Without the secret key: it would be logged. */
        @Override
        public String toString() {
            return endpoint == null ? region : endpoint.toString();
        }
    }
}
