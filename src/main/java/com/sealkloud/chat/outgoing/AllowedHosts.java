package com.sealkloud.chat.outgoing;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The servers that may be called. Addresses come from outside: without this list, a forged one
 * would make the service call any server that it can reach (SSRF).
 */
public final class AllowedHosts {

    private static final String SECURE = "https";
    private static final int SECURE_PORT = 443;

    /** A host name does not end in a number, so these are never looked up. */
    private static final Pattern LITERAL = Pattern.compile("\\[.*]|(.*\\.)?(0[xX][0-9a-fA-F]*|[0-9]+)\\.?");

    private final List<String> listed;

    /**
     * @param listed each entry is a host or {@code *.} and a domain, which are called by https at
     *     public addresses, or a whole origin, which is called as written
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

    boolean isListedOrigin(URI uri) {
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

    /**
     * @return whether its name permits a call: a listed host that is written as a private address
     *     may not be called. The addresses of a name are checked when it is resolved
     */
    boolean mayCall(URI address) {
        return permit(address.toString()) && (isListedOrigin(address) || !isPrivateLiteral(address.getHost()));
    }

    private static boolean isPrivateLiteral(String host) {
        if (!LITERAL.matcher(host).matches()) {
            return false;
        }
        try {
            return !AddressBlocks.isPublic(InetAddress.getByName(host));
        } catch (UnknownHostException e) {
            return true;
        }
    }
}
