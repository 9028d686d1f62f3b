package com.sealkloud.chat.realtime;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.AbstractOAuth2TokenAuthenticationToken;
import org.springframework.web.socket.WebSocketSession;

/** One connected and authenticated STOMP session on this node: who it is, and what it hears. */
class LiveSession {

    private final String id;
    private volatile AbstractOAuth2TokenAuthenticationToken<?> authentication;
    private final WebSocketSession socket;
    private final NodeShare share;
    private final Subscriptions subscriptions;
    private final HeartBeat heartBeat;
    private final AnswerOrder answers = new AnswerOrder();
    private final Map<String, Subscription> subscriptionsById = new ConcurrentHashMap<>(4);

    LiveSession(
            AbstractOAuth2TokenAuthenticationToken<?> authentication,
            WebSocketSession socket,
            NodeShare share,
            HeartBeat heartBeat,
            Subscriptions subscriptions) {
        this.id = socket.getId();
        this.authentication = authentication;
        this.socket = socket;
        this.share = share;
        this.heartBeat = heartBeat;
        this.subscriptions = subscriptions;
    }

    String id() {
        return id;
    }

    WebSocketSession socket() {
        return socket;
    }

    HeartBeat heartBeat() {
        return heartBeat;
    }

    AnswerOrder answers() {
        return answers;
    }

    Authentication authentication() {
        return authentication;
    }

    /** Takes over a changed role or name. */
    void renew(AbstractOAuth2TokenAuthenticationToken<?> renewed) {
        authentication = renewed;
    }

    @Nullable
    Instant expiresAt() {
        return authentication.getToken().getExpiresAt();
    }

    boolean hasExpiredAt(Instant now) {
        Instant expiry = expiresAt();
        return expiry != null && !now.isBefore(expiry);
    }

    /**
     * @return done when the subscription stands at the broker too
     * @throws Refusal if the id is in use, or the person has too many
     */
    CompletableFuture<Void> subscribe(String subscriptionId, String destination) {
        Subscription subscription = new Subscription(this, subscriptionId, destination, topicOf(destination));
        share.addSubscription();
        if (subscriptionsById.putIfAbsent(subscriptionId, subscription) != null) {
            share.removeSubscription();
            throw Refusal.badRequest("The subscription id " + subscriptionId + " is in use.");
        }
        return subscriptions.add(subscription);
    }

    void unsubscribe(String subscriptionId) {
        Subscription subscription = subscriptionsById.remove(subscriptionId);
        if (subscription != null) {
            share.removeSubscription();
            subscriptions.remove(subscription);
        }
    }

    /** To be called once. */
    void end() {
        unsubscribeAll();
        answers.giveWay();
        share.removeSocket();
    }

    void unsubscribeAll() {
        subscriptionsById.keySet().forEach(this::unsubscribe);
    }

    private String topicOf(String destination) {
        return destination.startsWith("/user/") ? PersonalQueues.resolve(destination, authentication) : destination;
    }

    /** @return the destination as the client named it, or null if it does not hear this subscription (any more) */
    @Nullable
    String destinationOf(String subscriptionId) {
        Subscription subscription = subscriptionsById.get(subscriptionId);
        return subscription == null ? null : subscription.name();
    }

    /** What it hears at this moment. */
    List<Subscription> subscriptions() {
        return List.copyOf(subscriptionsById.values());
    }

    int subscriptionCount() {
        return subscriptionsById.size();
    }

    long subscriptionCount(String destination) {
        return subscriptionsById.values().stream()
                .filter(subscription -> subscription.name().equals(destination))
                .count();
    }
}
