package com.sealkloud.chat.provider;

import static com.sealkloud.chat.sql.SqlValues.known;

import com.sealkloud.chat.account.AccountProperties;
import com.sealkloud.chat.account.Role;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/** Reads the user from a provider's token, using the configured claims and role mapping. */
@Component
public class ClaimReader {

    private static final int LONGEST_ID = 255;

    private final AccountProperties.IdentityProvider properties;
    private final ProviderRoles roles;

    ClaimReader(AccountProperties properties, ProviderRoles roles) {
        this.properties = properties.identityProvider();
        this.roles = roles;
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
        return new Claims(issuer, subject, name(jwt, subject), role(jwt), issuedAt(jwt), jwt.getExpiresAt());
    }

    /** The decoder makes up a missing one: the second before the expiry. */
    private static @Nullable Instant issuedAt(Jwt jwt) {
        Instant issuedAt = jwt.getIssuedAt();
        Instant expiresAt = jwt.getExpiresAt();
        boolean isMadeUp =
                issuedAt != null && expiresAt != null && issuedAt.equals(expiresAt.minus(Duration.ofSeconds(1)));
        return isMadeUp ? null : known(issuedAt);
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
        return ProviderRoles.highest(claimed.stream().flatMap(name -> roles.find(name).stream()))
                .or(roles::defaultRole)
                .orElseThrow(() -> new NotAdmittedException(
                        claimed.isEmpty()
                                ? "the claim '" + properties.roleClaim() + "' is missing or empty"
                                : "the claim '" + properties.roleClaim()
                                        + "' has no role that is known here or mapped by"
                                        + " chat.identity-provider.roles"));
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
}
