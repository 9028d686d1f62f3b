package com.sealkloud.chat.outgoing;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Decides which addresses are public: IANA's global unicast without the blocks that registries
 * reserve for private networks, for translation and tunnelling (which lead to an IPv4 address of
 * the caller's choice), for documentation or for tests. See IANA's IPv4 and IPv6 Special-Purpose
 * Address Registries.
 */
final class AddressBlocks {

    /** For IPv6 only the exceptions within 2000::/3; nothing outside of it is global unicast. */
    private static final Block GLOBAL_UNICAST = Block.of("2000::/3");

    private static final List<Block> SET_APART = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.31.196.0/24",
                    "192.52.193.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "192.175.48.0/24",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    "2001::/23",
                    "2001:db8::/32",
                    "2002::/16",
                    "2620:4f:8000::/48",
                    "3fff::/20")
            .map(Block::of)
            .toList();

    private AddressBlocks() {}

    @SuppressWarnings("ArrayRecordComponent") // nobody compares blocks, and none is changed
    private record Block(byte[] network, int bits) {

        static Block of(String written) {
            String[] parts = written.split("/", 2);
            try {
                return new Block(InetAddress.getByName(parts[0]).getAddress(), Integer.parseInt(parts[1]));
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(written, e);
            }
        }

        boolean contains(byte[] address) {
            if (address.length != network.length) {
                return false;
            }
            int whole = bits / 8;
            int mask = 0xff00 >> bits % 8 & 0xff;
            return Arrays.equals(address, 0, whole, network, 0, whole)
                    && (mask == 0 || (address[whole] & mask) == (network[whole] & mask));
        }
    }

    /** Java converts {@code ::ffff:a.b.c.d} into the IPv4 address that it contains. */
    static boolean isPublic(InetAddress address) {
        byte[] octets = address.getAddress();
        return SET_APART.stream().noneMatch(block -> block.contains(octets))
                && (octets.length == 4 || GLOBAL_UNICAST.contains(octets));
    }
}
