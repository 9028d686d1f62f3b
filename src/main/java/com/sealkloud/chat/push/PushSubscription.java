package com.sealkloud.chat.push;

import com.sealkloud.chat.text.Characters;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user's device, as its browser describes it.
 *
 * @param endpoint its address at the push service; whoever knows it and the keys can send to the
 *     device
 * @param p256dh the device's public key, base64url of an uncompressed point
 * @param auth the device's secret, base64url of 16 bytes
 * @param logIn with whose end it goes; null if it goes with any
 */
record PushSubscription(
        String subscriptionId,
        String userId,
        String endpoint,
        String p256dh,
        String auth,
        Instant createdAt,
        @Nullable String logIn) {

    /** As long as the column of what is sent there. */
    private static final int LONGEST_SERVICE = 300;

    /** Without the secret, and without the address, to which anybody could send. */
    @Override
    public String toString() {
        return subscriptionId + " of " + userId;
    }

    /** @return the common prefix of the endpoints of its push service */
    String service() {
        URI address = URI.create(endpoint);
        return Characters.upTo(address.getScheme() + "://" + address.getRawAuthority() + "/", LONGEST_SERVICE);
    }
}
