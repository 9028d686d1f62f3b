package com.sealkloud.chat.push;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import org.springframework.stereotype.Component;

/**
 * Which push services may be called. An endpoint comes from a browser, hence from anybody: without this list a forged one would
 * make the server call whatever it can reach.
 */
@Component
class PushHosts {

    private static final String SECURE = "https";
    private static final int SECURE_PORT = 443;

    private final PushProperties properties;

    PushHosts(PushProperties properties) {
        this.properties = properties;
    }

    /** @return whether the endpoint belongs to a listed push service */
    boolean permit(String endpoint) {
        try {
            URI uri = new URI(endpoint);
            return uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null
                    && (isListedOrigin(uri) || isListedHost(uri));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private boolean isListedOrigin(URI uri) {
        return properties.hosts().contains(uri.getScheme() + "://" + uri.getRawAuthority());
    }

    private boolean isListedHost(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        return SECURE.equals(uri.getScheme())
                && (uri.getPort() == -1 || uri.getPort() == SECURE_PORT)
                && properties.hosts().stream()
                        .anyMatch(listed -> listed.startsWith("*.")
                                ? host.endsWith(listed.substring(1)) && host.length() >= listed.length()
                                : host.equals(listed));
    }

    /** @return whether it may be called now: a listed host whose name leads into a private network may not */
    boolean mayCall(URI endpoint) throws UnknownHostException {
        if (!permit(endpoint.toString())) {
            return false;
        }
        return isListedOrigin(endpoint)
                || Arrays.stream(InetAddress.getAllByName(endpoint.getHost())).noneMatch(PushHosts::isPrivate);
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
