package com.sealkloud.chat.realtime;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.AbstractOAuth2TokenAuthenticationToken;

/** One connected and authenticated STOMP session on this node: who it is, and what it hears. */
class LiveSession {

    private final String id;
    private volatile AbstractOAuth2TokenAuthenticationToken<?> authentication;
    private final Map<String, String> destinationsById = new ConcurrentHashMap<>();

    LiveSession(String id, AbstractOAuth2TokenAuthenticationToken<?> authentication) {
        this.id = id;
        this.authentication = authentication;
    }

    String id() {
        return id;
    }

    Authentication authentication() {
        return authentication;
    }

    /** Takes over a changed role or name. */
    void renew(AbstractOAuth2TokenAuthenticationToken<?> renewed) {
        authentication = renewed;
    }

    String token() {
        return authentication.getToken().getTokenValue();
    }

    @Nullable
    Instant expiresAt() {
        return authentication.getToken().getExpiresAt();
    }

    boolean hasExpiredAt(Instant now) {
        Instant expiry = expiresAt();
        return expiry != null && !now.isBefore(expiry);
    }

    /** @return false if the id is in use */
    boolean subscribe(String subscriptionId, String destination) {
        return destinationsById.putIfAbsent(subscriptionId, destination) == null;
    }

    void unsubscribe(String subscriptionId) {
        destinationsById.remove(subscriptionId);
    }

    /** @return the destination as the client named it, or null if it does not hear this subscription (any more) */
    @Nullable
    String destinationOf(String subscriptionId) {
        return destinationsById.get(subscriptionId);
    }

    Map<String, String> destinationsById() {
        return Map.copyOf(destinationsById);
    }

    int subscriptionCount() {
        return destinationsById.size();
    }
}
