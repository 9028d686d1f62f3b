package com.sealkloud.chat.openid;

import com.sealkloud.chat.openid.LogInRefusedException.Reason;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties.Registration;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientPropertiesMapper;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.stereotype.Component;

/**
 * The identity providers of {@code spring.security.oauth2.client}. One with an {@code issuer-uri}
 * is asked for its endpoints when the first user logs in, because the service must start while the
 * provider is unavailable.
 */
@Component
class Providers implements ClientRegistrationRepository {

    /** An id is part of an address and of a cookie's path. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final @Nullable OAuth2ClientProperties properties;
    private final Map<String, ClientRegistration> known = new ConcurrentHashMap<>();

    /** One thread asks at a time: a provider that does not answer must not occupy all of them. */
    private final ReentrantLock asking = new ReentrantLock();

    Providers(ObjectProvider<OAuth2ClientProperties> properties) {
        this.properties = properties.getIfAvailable();
        if (this.properties != null) {
            this.properties.getRegistration().forEach(this::prepare);
        }
    }

    private void prepare(String id, Registration registration) {
        if (!isLogIn(registration)) {
            return;
        }
        if (!ID.matcher(id).matches()) {
            throw new IllegalStateException("spring.security.oauth2.client.registration: the name '" + id
                    + "' must have 1 to 64 letters, digits, _ and -");
        }
        if (registration.getScope() == null) {
            registration.setScope(Set.of("openid", "profile"));
        } else if (!registration.getScope().contains("openid")) {
            throw new IllegalStateException(
                    "spring.security.oauth2.client.registration." + id + ".scope must contain openid");
        }
        if (!isDiscovered(id, registration)) {
            known.put(id, map(id, registration));
        }
    }

    private static boolean isLogIn(Registration registration) {
        String grant = registration.getAuthorizationGrantType();
        return grant == null || grant.equals("authorization_code");
    }

    private boolean isDiscovered(String id, Registration registration) {
        String name = registration.getProvider() == null ? id : registration.getProvider();
        OAuth2ClientProperties.Provider provider = configured().getProvider().get(name);
        return provider != null && provider.getIssuerUri() != null;
    }

    /**
     * @return the provider of this id, or null if there is none
     * @throws LogInRefusedException if it has to be asked for its endpoints and does not answer
     */
    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
        ClientRegistration present = known.get(id);
        if (present != null || properties == null) {
            return present;
        }
        Registration registration = properties.getRegistration().get(id);
        return registration == null || !isLogIn(registration) ? null : discover(id, registration);
    }

    private ClientRegistration discover(String id, Registration registration) {
        if (!asking.tryLock()) {
            throw new LogInRefusedException(Reason.UNAVAILABLE, "the endpoints of " + id + " are being asked for");
        }
        try {
            return known.computeIfAbsent(id, missing -> map(id, registration));
        } catch (RuntimeException e) {
            throw new LogInRefusedException(
                    Reason.UNAVAILABLE, "the endpoints of " + id + " cannot be fetched: " + e.getMessage(), e);
        } finally {
            asking.unlock();
        }
    }

    private ClientRegistration map(String id, Registration registration) {
        OAuth2ClientProperties alone = new OAuth2ClientProperties();
        alone.getRegistration().put(id, registration);
        alone.getProvider().putAll(configured().getProvider());
        ClientRegistration mapped = Objects.requireNonNull(
                new OAuth2ClientPropertiesMapper(alone).asClientRegistrations().get(id));
        String address = Objects.requireNonNull(mapped.getRedirectUri());
        // A browser could choose the action, and with it the address to come back to.
        return ClientRegistration.withClientRegistration(mapped)
                .redirectUri(address.replace("{action}", "login"))
                .build();
    }

    private OAuth2ClientProperties configured() {
        if (properties == null) {
            throw new IllegalStateException("No provider is configured");
        }
        return properties;
    }
}
