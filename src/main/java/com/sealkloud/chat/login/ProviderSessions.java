package com.sealkloud.chat.login;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.audit.AuditLog;
import com.sealkloud.chat.provider.ClaimReader;
import com.sealkloud.chat.provider.ExternalPeople;
import com.sealkloud.chat.provider.NotAdmittedException;
import com.sealkloud.chat.token.IssuedToken;
import com.sealkloud.chat.token.LogInOrigin;
import com.sealkloud.chat.token.TokenService;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/**
 * Opens the page's session for users whom an identity provider has just authenticated. They are
 * mapped to accounts like the bearers of the provider's tokens, and need no second factor here.
 */
@Component
public class ProviderSessions {

    private final ClaimReader claims;
    private final ExternalPeople people;
    private final TokenService tokens;
    private final PageSession pageSession;
    private final LogInLog log;
    private final AuditLog audit;
    private final Clock clock;

    ProviderSessions(
            ClaimReader claims,
            ExternalPeople people,
            TokenService tokens,
            PageSession pageSession,
            LogInLog log,
            AuditLog audit,
            Clock clock) {
        this.claims = claims;
        this.people = people;
        this.tokens = tokens;
        this.pageSession = pageSession;
        this.log = log;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @param identity the provider's ID token, which was checked and obtained for this request
     * @return false if this user may not log in here; the log says why
     */
    public boolean open(Jwt identity, HttpServletRequest request, HttpServletResponse response) {
        Optional<IssuedToken> issued = admitted(identity, request);
        issued.ifPresent(token -> pageSession.open(token, request, response));
        return issued.isPresent();
    }

    private Optional<IssuedToken> admitted(Jwt identity, HttpServletRequest request) {
        try {
            // The provider's clock may be behind ours, and a login that was ended just now before
            // it.
            Person person = people.admit(claims.read(identity).issuedAt(clock.instant()));
            return tokens.issueByProvider(person.userId(), LogInOrigin.of(request, null));
        } catch (NotAdmittedException e) {
            logRefusal(Objects.requireNonNullElse(e.getMessage(), ""));
            audit.recordBounded(null, "login.failed", null, null);
            return Optional.empty();
        }
    }

    /** @param reason must quote nothing secret */
    public void logRefusal(String reason) {
        log.providerRefused(reason);
    }
}
