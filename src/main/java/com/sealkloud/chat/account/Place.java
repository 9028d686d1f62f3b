package com.sealkloud.chat.account;

import com.sealkloud.chat.http.Network;
import org.jspecify.annotations.Nullable;

/**
 * The origin of a login.
 *
 * @param network see {@link Network#name()}
 * @param site see {@link Network#site()}
 * @param device the browser, by the hash of its cookie
 */
record Place(
        String network, @Nullable String site, @Nullable String device) {

    static Place of(String address, @Nullable String device) {
        Network network = Network.of(address);
        return new Place(network.name(), network.site(), device);
    }
}
