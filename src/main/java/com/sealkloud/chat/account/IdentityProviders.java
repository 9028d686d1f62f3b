package com.sealkloud.chat.account;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties.Registration;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.stereotype.Component;

/** The identity providers that are configured: for tokens, and for logins of the page. */
@Component
public class IdentityProviders {

    private final boolean isForTokens;
    private final List<Offered> offered;

    IdentityProviders(ObjectProvider<JwtDecoder> tokens, ObjectProvider<OAuth2ClientProperties> logIns) {
        isForTokens = tokens.getIfAvailable() != null;
        OAuth2ClientProperties properties = logIns.getIfAvailable();
        offered = properties == null
                ? List.of()
                : properties.getRegistration().entrySet().stream()
                        .filter(each -> isLogIn(each.getValue()))
                        .map(Offered::of)
                        .toList();
    }

    /**
     * A provider to choose on the login page.
     *
     * @param id the name of its registration
     * @param name what users know it by
     */
    public record Offered(String id, String name) {

        private static Offered of(Map.Entry<String, Registration> registration) {
            String name = registration.getValue().getClientName();
            return new Offered(registration.getKey(), Objects.requireNonNullElse(name, registration.getKey()));
        }
    }

    private static boolean isLogIn(Registration registration) {
        String grant = registration.getAuthorizationGrantType();
        return grant == null || grant.equals("authorization_code");
    }

    /** Whether users can come who have no password here. */
    public boolean exist() {
        return isForTokens || !offered.isEmpty();
    }

    public List<Offered> offered() {
        return offered;
    }
}
