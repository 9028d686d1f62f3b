package com.sealkloud.chat.outgoing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedHostsTests {

    private static AllowedHosts listing(String... hosts) {
        return new AllowedHosts(List.of(hosts));
    }

    /** Addresses are literals here, so that nothing is asked of the network. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "172.16.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "0.0.0.0",
                "::1",
                "fe80::1",
                "fc00::1",
                "fd12::1",
                "::ffff:10.0.0.1",
                "224.0.0.1"
            })
    void knowsPrivateAddresses(String address) throws UnknownHostException {
        assertThat(AllowedHosts.isPrivate(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "100.128.0.1", "172.32.0.1", "2a00:1450::1"})
    void knowsPublicAddresses(String address) throws UnknownHostException {
        assertThat(AllowedHosts.isPrivate(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "10.0.0.1"})
    void doesNotCallAListedHostInAPrivateNetwork(String host) throws UnknownHostException {
        AllowedHosts hosts = listing(host);

        assertThat(hosts.permit("https://" + host + "/push")).isTrue();
        assertThat(hosts.mayCall(URI.create("https://" + host + "/push"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8090", "https://push.internal:8443"})
    void callsAListedOriginWhereverItIs(String origin) throws UnknownHostException {
        assertThat(listing(origin).mayCall(URI.create(origin + "/push"))).isTrue();
        assertThat(listing(origin).mayCall(URI.create(origin + "0/push"))).isFalse();
    }
}
