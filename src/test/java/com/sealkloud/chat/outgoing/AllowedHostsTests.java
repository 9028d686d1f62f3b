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
                "0.0.0.0",
                "0.1.2.3",
                "10.1.2.3",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.170",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::127.0.0.1",
                "::ffff:10.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b:1::a00:1",
                "100::1",
                "2001::1",
                "2001:20::1",
                "2001:db8::1",
                "2002:7f00:1::",
                "2002:a00:1::1",
                "3fff::1",
                "4000::1",
                "5f00::1",
                "fc00::1",
                "fd12::1",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void knowsAddressesThatAreNotInTheInternet(String address) throws UnknownHostException {
        assertThat(AddressBlocks.isPublic(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "100.63.255.255",
                "100.128.0.1",
                "172.32.0.1",
                "192.0.1.1",
                "198.17.0.1",
                "198.20.0.1",
                "223.255.255.255",
                "2001:4860:4860::8888",
                "2003::1",
                "2606:4700:4700::1111",
                "2a00:1450::1"
            })
    void knowsPublicAddresses(String address) throws UnknownHostException {
        assertThat(AddressBlocks.isPublic(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "127.1", "2130706433", "0x7f000001"})
    void doesNotCallAListedHostThatIsWrittenAsAPrivateAddress(String host) {
        assertThat(listing(host).mayCall(URI.create("https://" + host + "/push")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8090", "https://push.internal:8443"})
    void callsAListedOriginWhereverItIs(String origin) {
        assertThat(listing(origin).mayCall(URI.create(origin + "/push"))).isTrue();
        assertThat(listing(origin).mayCall(URI.create(origin + "0/push"))).isFalse();
    }
}
