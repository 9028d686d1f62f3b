package com.sealkloud.chat.realtime;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.AbstractOAuth2TokenAuthenticationToken;

/** One connected and authenticated STOMP session on this node: who it is, and what it hears. */
class LiveSession {

    private final String id;
    private volatile AbstractOAuth2TokenAuthenticationToken<?> authentication;
    private final Interest interest;
    private final Map<String, String> destinationsById = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Void>> standing = new ConcurrentHashMap<>();

    LiveSession(String id, AbstractOAuth2TokenAuthenticationToken<?> authentication, Interest interest) {
        this.id = id;
        this.authentication = authentication;
        this.interest = interest;
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
        if (destinationsById.putIfAbsent(subscriptionId, destination) != null) {
            return false;
        }
        standing.put(subscriptionId, interest.add(brokerDestination(destination)));
        return true;
    }

    void unsubscribe(String subscriptionId) {
        String destination = destinationsById.remove(subscriptionId);
        standing.remove(subscriptionId);
        if (destination != null) {
            interest.remove(brokerDestination(destination));
        }
    }

    void unsubscribeAll() {
        destinationsById.keySet().forEach(this::unsubscribe);
    }

    private String brokerDestination(String destination) {
        return destination.startsWith("/user/") ? PersonalQueues.resolve(destination, authentication) : destination;
    }

    /** @return done when the subscription stands at the broker too */
    CompletableFuture<Void> standing(String subscriptionId) {
        return standing.getOrDefault(subscriptionId, CompletableFuture.completedFuture(null));
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
