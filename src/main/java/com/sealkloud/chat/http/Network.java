package com.sealkloud.chat.http;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Where a caller is, for counting: whoever has an IPv6 network has 2⁶⁴ addresses and more, so
 * single ones are no measure.
 *
 * @param name an IPv4 address, or the /64 of an IPv6 address
 * @param site the /48 of an IPv6 address, which a provider gives to one customer at the most
 */
public record Network(String name, @Nullable String site) {

    private static final int LONGEST = 64;

    public static Network of(String address) {
        byte @Nullable [] bytes = bytes(address);
        if (bytes == null) {
            return new Network(address.substring(0, Math.min(LONGEST, address.length())), null);
        }
        return bytes.length == 4 ? new Network(address(bytes), null) : new Network(prefix(bytes, 8), prefix(bytes, 6));
    }

    /** An IPv4 address in IPv6 clothes is an IPv4 address. */
    private static byte @Nullable [] bytes(String address) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        try {
            return bytes == null ? null : InetAddress.getByAddress(bytes).getAddress();
        } catch (UnknownHostException e) {
            return null;
        }
    }

    private static String address(byte[] bytes) {
        return (bytes[0] & 255) + "." + (bytes[1] & 255) + "." + (bytes[2] & 255) + "." + (bytes[3] & 255);
    }

    private static String prefix(byte[] bytes, int length) {
        return HexFormat.of().formatHex(Arrays.copyOf(bytes, length)) + "/" + length * 8;
    }
}
