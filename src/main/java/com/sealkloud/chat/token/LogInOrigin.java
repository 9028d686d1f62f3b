package com.sealkloud.chat.token;

import com.sealkloud.chat.http.Network;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * The origin of a login.
 *
 * @param network see {@link Network#name()}
 * @param site see {@link Network#site()}
 * @param device the browser, by the hash of its cookie
 * @param agent the browser or program, as it calls itself
 */
public record LogInOrigin(
        String network,
        @Nullable String site,
        @Nullable String device,
        @Nullable String agent) {

    private static final int LONGEST_AGENT = 200;

    public static LogInOrigin of(String address, @Nullable String device) {
        Network network = Network.of(address);
        return new LogInOrigin(network.name(), network.site(), device, null);
    }

    public static LogInOrigin of(HttpServletRequest request, @Nullable String device) {
        LogInOrigin origin = of(request.getRemoteAddr(), device);
        return new LogInOrigin(origin.network, origin.site, device, agent(request));
    }

    private static @Nullable String agent(HttpServletRequest request) {
        String agent = request.getHeader(HttpHeaders.USER_AGENT);
        if (agent == null || agent.isBlank()) {
            return null;
        }
        String printable = agent.replaceAll("[^ -~]", "?").strip();
        return printable.substring(0, Math.min(printable.length(), LONGEST_AGENT));
    }
}
