package com.sealkloud.chat.account;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The origin of a login. An IPv6 network has 2⁶⁴ addresses and more, so networks are counted
 * instead of addresses.
 *
 * @param network an IPv4 address, or the /64 of an IPv6 address
 * @param site the /48 of an IPv6 address, which a provider assigns to at most one customer
 * @param device the browser, by the hash of its cookie
 */
record Place(
        String network, @Nullable String site, @Nullable String device) {

    private static final int LONGEST = 64;

    static Place of(String address, @Nullable String device) {
        byte @Nullable [] bytes = bytes(address);
        if (bytes == null) {
            return new Place(address.substring(0, Math.min(LONGEST, address.length())), null, device);
        }
        return bytes.length == 4
                ? new Place(address(bytes), null, device)
                : new Place(prefix(bytes, 8), prefix(bytes, 6), device);
    }

    /** An IPv4-mapped IPv6 address is an IPv4 address. */
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
