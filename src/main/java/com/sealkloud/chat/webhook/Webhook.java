package com.sealkloud.chat.webhook;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A webhook.
 *
 * @param events which events, such as {@code message.created} or {@code ticket.*}; {@code *} for
 *     all
 * @param secret signs the calls, see {@link Signature}
 * @param formerSecret the previous one, until {@code formerUntil}
 * @param failingSince since when no call has succeeded; null if the last one has
 * @param stoppedReason why it is stopped; null if it is not
 */
record Webhook(
        String webhookId,
        String url,
        List<String> events,
        String secret,
        @Nullable String formerSecret,
        @Nullable Instant formerUntil,
        Instant createdAt,
        @Nullable Instant failingSince,
        @Nullable String stoppedReason) {

    /** Without the secrets, one of which may be the path of the address: this stands in the log. */
    @Override
    public String toString() {
        return webhookId + " at " + URI.create(url).getAuthority();
    }

    boolean wants(String eventType) {
        return events.stream().anyMatch(pattern -> matches(pattern, eventType));
    }

    private static boolean matches(String pattern, String eventType) {
        return pattern.endsWith("*")
                ? eventType.startsWith(pattern.substring(0, pattern.length() - 1))
                : eventType.equals(pattern);
    }

    Webhook withSecrets(String opened, @Nullable String formerOpened) {
        return new Webhook(
                webhookId, url, events, opened, formerOpened, formerUntil, createdAt, failingSince, stoppedReason);
    }

    /** The secrets that sign now, newest first. */
    List<String> secretsAt(Instant now) {
        return formerSecret != null && formerUntil != null && now.isBefore(formerUntil)
                ? List.of(secret, formerSecret)
                : List.of(secret);
    }
}
