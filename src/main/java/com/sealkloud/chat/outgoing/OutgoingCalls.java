package com.sealkloud.chat.outgoing;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Calls listed servers and reads from the answer only what matters for calling again. */
public class OutgoingCalls {

    private final AllowedHosts hosts;
    private final Clock clock;
    private final HttpClient http;

    protected OutgoingCalls(List<String> hosts, Duration connectTimeout, Clock clock) {
        this.hosts = new AllowedHosts(hosts);
        this.clock = clock;
        // A redirect would lead past the list of hosts.
        this.http = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout)
                .build();
    }

    /** @return whether this address may be noted down to be called later */
    public boolean permit(String address) {
        return hosts.permit(address);
    }

    /** @return the answer; failed if there is none, or the server may not be called */
    public CompletableFuture<Answer> send(HttpRequest request) {
        try {
            if (!hosts.mayCall(request.uri())) {
                return CompletableFuture.failedFuture(
                        new IOException(request.uri().getHost() + " may not be called"));
            }
            return http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                    .thenApply(response -> new Answer(response.statusCode(), retryAfter(response.headers())));
        } catch (IOException | RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Either seconds or a date (RFC 9110, 10.2.3). */
    private @Nullable Duration retryAfter(HttpHeaders headers) {
        String value = headers.firstValue("Retry-After").orElse("").strip();
        if (value.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        try {
            return Duration.between(
                    clock.instant(),
                    ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeException e) {
            return null;
        }
    }
}
