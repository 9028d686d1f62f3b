package com.sealkloud.chat.provider;

import com.sealkloud.chat.account.AccountProperties;
import com.sealkloud.chat.account.Role;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/** Reads the user from a provider's token, using the configured claims and role mapping. */
@Component
public class ClaimReader {

    private static final int LONGEST_ID = 255;

    /** A user with several roles gets the first of these. */
    private static final List<Role> BY_WEIGHT =
            List.of(Role.ADMIN, Role.EMPLOYEE_L3, Role.EMPLOYEE_L2, Role.EMPLOYEE_L1, Role.SERVICE, Role.CLIENT);

    private final AccountProperties.IdentityProvider properties;
    private final Map<String, Role> roles = new HashMap<>();
    private final @Nullable Role defaultRole;

    ClaimReader(AccountProperties properties) {
        this.properties = properties.identityProvider();
        for (Role role : Role.values()) {
            roles.put(role.wireName(), role);
        }
        for (String entry : this.properties.roles()) {
            int separator = entry.lastIndexOf('=');
            roles.put(normal(entry.substring(0, separator)), named(entry.substring(separator + 1)));
        }
        String configured = this.properties.defaultRole();
        defaultRole = configured == null || configured.isBlank() ? null : named(configured);
    }

    private static Role named(String name) {
        return Role.named(normal(name))
                .orElseThrow(() -> new IllegalArgumentException(
                        "chat.identity-provider: there is no role '" + name + "'. The roles are " + Role.names()));
    }

    /** @throws NotAdmittedException with the reason, if something is missing */
    public Claims read(Jwt jwt) {
        String subject = textOf(claim(jwt, properties.idClaim()));
        String issuer = issuer(jwt);
        if (subject.isEmpty()) {
            throw new NotAdmittedException("the claim '" + properties.idClaim() + "' is missing or empty");
        }
        if (!isStorable(subject) || !isStorable(issuer)) {
            throw new NotAdmittedException("the claim '" + properties.idClaim() + "' or 'iss' is longer than "
                    + LONGEST_ID + " characters or has control characters");
        }
        return new Claims(issuer, subject, name(jwt, subject), role(jwt), jwt.getIssuedAt());
    }

    private static String issuer(Jwt jwt) {
        // An issuer is not always a URL, which getIssuer() expects.
        Object issuer = jwt.getClaims().get("iss");
        return issuer instanceof URL url ? url.toExternalForm() : textOf(issuer);
    }

    private static boolean isStorable(String id) {
        return id.length() <= LONGEST_ID
                && id.codePoints()
                        .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    }

    private String name(Jwt jwt, String subject) {
        String name = textOf(claim(jwt, properties.nameClaim()));
        return name.isBlank() ? subject : name;
    }

    private Role role(Jwt jwt) {
        List<String> claimed = new ArrayList<>();
        collect(claim(jwt, properties.roleClaim()), claimed);
        Optional<Role> best = claimed.stream()
                .map(ClaimReader::normal)
                .map(roles::get)
                .filter(Objects::nonNull)
                .min(Comparator.comparing(BY_WEIGHT::indexOf));
        if (best.isPresent()) {
            return best.get();
        }
        if (defaultRole == null) {
            throw new NotAdmittedException(
                    claimed.isEmpty()
                            ? "the claim '" + properties.roleClaim() + "' is missing or empty"
                            : "the claim '" + properties.roleClaim()
                                    + "' has no role that is known here or mapped by chat.identity-provider.roles");
        }
        return defaultRole;
    }

    /** A role whose name contains blanks is found as a whole, too. */
    private static void collect(@Nullable Object value, List<String> into) {
        if (value instanceof Collection<?> values) {
            values.forEach(one -> collect(one, into));
        } else if (value instanceof String text && !text.isBlank()) {
            into.add(text);
            into.addAll(Arrays.asList(text.trim().split("[,\\s]+")));
        }
    }

    /** Some providers use dots in claim names, others nest claims. */
    private static @Nullable Object claim(Jwt jwt, String path) {
        Map<?, ?> claims = jwt.getClaims();
        if (claims.containsKey(path)) {
            return claims.get(path);
        }
        Object found = claims;
        for (String step : path.split("\\.", -1)) {
            found = found instanceof Map<?, ?> level ? level.get(step) : null;
        }
        return found;
    }

    private static String textOf(@Nullable Object value) {
        return value instanceof String || value instanceof Number ? value.toString() : "";
    }

    private static String normal(String role) {
        return role.trim().toLowerCase(Locale.ROOT);
    }
}
