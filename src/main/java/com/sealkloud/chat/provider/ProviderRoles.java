package com.sealkloud.chat.provider;

import com.sealkloud.chat.account.AccountProperties;
import com.sealkloud.chat.account.Role;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the identity provider's names of roles mean here, as configured. */
@Component
public class ProviderRoles {

    /** A user with several roles gets the first of these. */
    private static final List<Role> BY_WEIGHT =
            List.of(Role.ADMIN, Role.EMPLOYEE_L3, Role.EMPLOYEE_L2, Role.EMPLOYEE_L1, Role.SERVICE, Role.CLIENT);

    private final Map<String, Role> roles = new HashMap<>();
    private final @Nullable Role defaultRole;

    ProviderRoles(AccountProperties properties) {
        for (Role role : Role.values()) {
            roles.put(role.wireName(), role);
        }
        for (String entry : properties.identityProvider().roles()) {
            int separator = entry.lastIndexOf('=');
            roles.put(normal(entry.substring(0, separator)), named(entry.substring(separator + 1)));
        }
        String configured = properties.identityProvider().defaultRole();
        defaultRole = configured == null || configured.isBlank() ? null : named(configured);
    }

    private static Role named(String name) {
        return Role.named(normal(name))
                .orElseThrow(() -> new IllegalArgumentException(
                        "chat.identity-provider: there is no role '" + name + "'. The roles are " + Role.names()));
    }

    /** @return the role that this name means, whatever its case; nothing if it means none */
    public Optional<Role> find(String name) {
        return Optional.ofNullable(roles.get(normal(name)));
    }

    /** @return the role of users without a known one, if they may have any */
    public Optional<Role> defaultRole() {
        return Optional.ofNullable(defaultRole);
    }

    public static Optional<Role> highest(Stream<Role> roles) {
        return roles.min(Comparator.comparing(BY_WEIGHT::indexOf));
    }

    private static String normal(String role) {
        return role.trim().toLowerCase(Locale.ROOT);
    }
}
