package com.sealkloud.chat.session;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.socket.HeartBeat;
import com.sealkloud.chat.socket.NodeShare;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.AbstractOAuth2TokenAuthenticationToken;
import org.springframework.web.socket.WebSocketSession;

/** One authenticated STOMP session on this node: its user and its subscriptions. */
public class LiveSession {

    private final String id;
    private volatile AbstractOAuth2TokenAuthenticationToken<?> authentication;
    private final WebSocketSession socket;
    private final NodeShare share;
    private final SubscriptionListener subscriptions;
    private final HeartBeat heartBeat;
    private final AnswerOrder answers = new AnswerOrder();
    private final Map<String, Subscription> subscriptionsById = new ConcurrentHashMap<>(4);

    public LiveSession(
            AbstractOAuth2TokenAuthenticationToken<?> authentication,
            WebSocketSession socket,
            NodeShare share,
            HeartBeat heartBeat,
            SubscriptionListener subscriptions) {
        this.id = socket.getId();
        this.authentication = authentication;
        this.socket = socket;
        this.share = share;
        this.heartBeat = heartBeat;
        this.subscriptions = subscriptions;
    }

    public String id() {
        return id;
    }

    public WebSocketSession socket() {
        return socket;
    }

    HeartBeat heartBeat() {
        return heartBeat;
    }

    public AnswerOrder answers() {
        return answers;
    }

    public Authentication authentication() {
        return authentication;
    }

    public boolean isOfClient() {
        return Person.of(authentication).isClient();
    }

    /** Applies a changed role or name. */
    public void renew(AbstractOAuth2TokenAuthenticationToken<?> renewed) {
        authentication = renewed;
    }

    @Nullable
    public Instant expiresAt() {
        return authentication.getToken().getExpiresAt();
    }

    public boolean hasExpiredAt(Instant now) {
        Instant expiry = expiresAt();
        return expiry != null && !now.isBefore(expiry);
    }

    /**
     * @return done when the subscription is also active at the broker
     * @throws Refusal if the id is in use, or the user has too many
     */
    public CompletableFuture<Void> subscribe(String subscriptionId, String destination) {
        Subscription subscription = new Subscription(this, subscriptionId, destination, topicOf(destination));
        share.addSubscription();
        if (subscriptionsById.putIfAbsent(subscriptionId, subscription) != null) {
            share.removeSubscription();
            throw Refusal.badRequest("The subscription id " + subscriptionId + " is in use.");
        }
        return subscriptions.add(subscription);
    }

    public boolean hasSubscription(String subscriptionId) {
        return subscriptionsById.containsKey(subscriptionId);
    }

    /** @return whether there was such a subscription */
    public boolean unsubscribe(String subscriptionId) {
        Subscription subscription = subscriptionsById.remove(subscriptionId);
        if (subscription == null) {
            return false;
        }
        share.removeSubscription();
        subscriptions.remove(subscription);
        return true;
    }

    /** Called once. */
    public void end() {
        unsubscribeAll();
        answers.giveWay();
        share.removeSocket();
    }

    public void unsubscribeAll() {
        subscriptionsById.keySet().forEach(this::unsubscribe);
    }

    private String topicOf(String destination) {
        return destination.startsWith("/user/") ? PersonalQueues.resolve(destination, authentication) : destination;
    }

    /**
     * @return the destination as the client named it, or null if it does not have this subscription
     *     (any more)
     */
    @Nullable
    public String destinationOf(String subscriptionId) {
        Subscription subscription = subscriptionsById.get(subscriptionId);
        return subscription == null ? null : subscription.name();
    }

    /** Its current subscriptions. */
    public List<Subscription> subscriptions() {
        return List.copyOf(subscriptionsById.values());
    }

    public int subscriptionCount() {
        return subscriptionsById.size();
    }

    public long subscriptionCount(String destination) {
        return subscriptionsById.values().stream()
                .filter(subscription -> subscription.name().equals(destination))
                .count();
    }
}
