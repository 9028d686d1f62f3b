package com.sealkloud.chat.outgoing;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Which servers may be called. An address comes from outside: without this list a forged one would make the service call
 * whatever it can reach.
 */
public final class AllowedHosts {

    private static final String SECURE = "https";
    private static final int SECURE_PORT = 443;

    private final List<String> listed;

    /**
     * @param listed each a host or {@code *.} and a domain, which are called by https at their public addresses, or a whole origin,
     *     which is called as it is written
     */
    public AllowedHosts(List<String> listed) {
        this.listed = List.copyOf(listed);
    }

    /** @return whether the address belongs to a listed server */
    public boolean permit(String address) {
        try {
            URI uri = new URI(address);
            return uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null
                    && (isListedOrigin(uri) || isListedHost(uri));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private boolean isListedOrigin(URI uri) {
        return listed.contains(uri.getScheme() + "://" + uri.getRawAuthority());
    }

    private boolean isListedHost(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        return SECURE.equals(uri.getScheme())
                && (uri.getPort() == -1 || uri.getPort() == SECURE_PORT)
                && listed.stream()
                        .anyMatch(entry -> entry.startsWith("*.")
                                ? host.endsWith(entry.substring(1)) && host.length() >= entry.length()
                                : host.equals(entry));
    }

    /** @return whether it may be called now: a listed host whose name leads into a private network may not */
    boolean mayCall(URI address) throws UnknownHostException {
        if (!permit(address.toString())) {
            return false;
        }
        return isListedOrigin(address)
                || Arrays.stream(InetAddress.getAllByName(address.getHost())).noneMatch(AllowedHosts::isPrivate);
    }

    static boolean isPrivate(InetAddress address) {
        byte[] octets = address.getAddress();
        boolean isUniqueLocal = octets.length == 16 && (octets[0] & 0xfe) == 0xfc;
        boolean isSharedByCarrier = octets.length == 4 && octets[0] == 100 && (octets[1] & 0xc0) == 64;
        return address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || isUniqueLocal
                || isSharedByCarrier;
    }
}
