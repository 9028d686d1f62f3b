package com.sealkloud.chat.push;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.account.PersonAuthentication;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.realtime.RateLimits;
import com.sealkloud.chat.token.TokenService;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.security.Principal;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Devices for Web Push over REST. */
@RestController
@RequestMapping("/api/v1")
class PushController {

    private static final int SECRET_LENGTH = 16;

    private final VapidKeys keys;
    private final PushSubscriptions subscriptions;
    private final PushCalls calls;
    private final RateLimits limits;

    PushController(VapidKeys keys, PushSubscriptions subscriptions, PushCalls calls, RateLimits limits) {
        this.keys = keys;
        this.subscriptions = subscriptions;
        this.calls = calls;
        this.limits = limits;
    }

    record KeyView(String publicKey) {}

    /** The result of {@code PushSubscription.toJSON()} in a browser. */
    record SubscribeRequest(
            @NotNull @Size(max = 2_000) String endpoint,
            @NotNull @Valid SubscriptionKeys keys) {}

    record SubscriptionKeys(@NotNull String p256dh, @NotNull String auth) {

        @Override
        public String toString() {
            return "SubscriptionKeys";
        }
    }

    /** A device, without the data that would let others send to it. */
    record SubscriptionView(String subscriptionId, String service, Instant createdAt) {

        static SubscriptionView of(PushSubscription subscription) {
            return new SubscriptionView(
                    subscription.subscriptionId(),
                    URI.create(subscription.endpoint()).getHost(),
                    subscription.createdAt());
        }
    }

    record SubscriptionPage(
            List<SubscriptionView> items, @Nullable String nextCursor) {}

    @GetMapping("/push/key")
    KeyView key() {
        return new KeyView(keys.publicKey());
    }

    @GetMapping("/me/push-subscriptions")
    SubscriptionPage list(Principal principal) {
        return new SubscriptionPage(
                subscriptions.of(Person.of(principal).userId()).stream()
                        .map(SubscriptionView::of)
                        .toList(),
                null);
    }

    /** 201 for a new device, 200 for a known one, whose keys are replaced. */
    @PostMapping("/me/push-subscriptions")
    ResponseEntity<SubscriptionView> subscribe(
            @Valid @RequestBody SubscribeRequest request, PersonAuthentication caller) {
        Person person = Person.of(caller);
        if (person.isService()) {
            throw Refusal.forbidden("Programs have no devices.");
        }
        limits.spend(person, RateLimits.Action.OTHER);
        if (!calls.permit(request.endpoint())) {
            throw Refusal.badRequest("The endpoint is not that of a push service that this server calls.");
        }
        requireKeys(request.keys());
        boolean isKnown =
                subscriptions.find(person.userId(), request.endpoint()).isPresent();
        PushSubscription subscription = subscriptions.subscribe(
                person.userId(),
                request.endpoint(),
                request.keys().p256dh(),
                request.keys().auth(),
                TokenService.logInOf(caller));
        return ResponseEntity.status(isKnown ? HttpStatus.OK : HttpStatus.CREATED)
                .body(SubscriptionView.of(subscription));
    }

    private static void requireKeys(SubscriptionKeys keys) {
        try {
            P256.decode(Base64.getUrlDecoder().decode(keys.p256dh()));
            if (Base64.getUrlDecoder().decode(keys.auth()).length != SECRET_LENGTH) {
                throw new IllegalArgumentException("A secret of another length");
            }
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest("The keys are not those of a push subscription.");
        }
    }

    @DeleteMapping("/me/push-subscriptions/{subscriptionId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unsubscribe(@PathVariable String subscriptionId, Principal principal) {
        PushSubscription subscription = subscriptions
                .find(subscriptionId)
                .filter(found -> found.userId().equals(Person.of(principal).userId()))
                .orElseThrow(() -> Refusal.notFound("You have no subscription " + subscriptionId + "."));
        subscriptions.remove(subscription.subscriptionId());
    }
}
