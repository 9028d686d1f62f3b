package com.sealkloud.chat.login;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.account.PersonAuthentication;
import com.sealkloud.chat.provider.ClaimReader;
import com.sealkloud.chat.provider.Claims;
import com.sealkloud.chat.provider.ExternalPeople;
import com.sealkloud.chat.provider.NotAdmittedException;
import com.sealkloud.chat.token.TokenService;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.stereotype.Component;

/**
 * Turns a bearer token into a {@link Person}: one of our own, or, with an identity provider, a JWT
 * of theirs. The only authentication for REST, the page's cookie and STOMP.
 */
@Component
class TokenAuthentication implements AuthenticationManager {

    private final TokenService tokens;
    private final ExternalPeople people;
    private final ClaimReader claims;
    private final LogInLog log;
    private final @Nullable JwtDecoder jwtDecoder;

    TokenAuthentication(
            TokenService tokens,
            ExternalPeople people,
            ClaimReader claims,
            LogInLog log,
            ObjectProvider<JwtDecoder> jwtDecoder) {
        this.tokens = tokens;
        this.people = people;
        this.claims = claims;
        this.log = log;
        this.jwtDecoder = jwtDecoder.getIfAvailable();
    }

    /**
     * @param authentication a token, or somebody whose token was good before
     * @throws AuthenticationServiceException if that cannot be found out at the moment
     */
    @Override
    public Authentication authenticate(Authentication authentication) {
        if (authentication instanceof PersonAuthentication proven) {
            return again(proven);
        }
        String token = ((BearerTokenAuthenticationToken) authentication).getToken();
        boolean isJwt = token.indexOf('.') >= 0;
        return isJwt && jwtDecoder != null ? authenticateJwt(jwtDecoder, token) : authenticateOwn(token);
    }

    private Authentication authenticateOwn(String token) {
        TokenService.Holder holder = tokens.findHolder(token).orElseThrow(TokenAuthentication::invalid);
        return new PersonAuthentication(
                holder.person(),
                new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER, token, Instant.EPOCH, holder.expiresAt()));
    }

    /**
     * The provider is not asked again: a signature stays valid, and the provider may be unavailable
     * while an account is disabled here.
     */
    private Authentication again(PersonAuthentication proven) {
        return proven.getToken() instanceof Jwt jwt
                ? admitted(() -> jwt, people::readmit)
                : authenticateOwn(proven.getToken().getTokenValue());
    }

    private Authentication authenticateJwt(JwtDecoder decoder, String token) {
        return admitted(() -> decoder.decode(token), people::admit);
    }

    private Authentication admitted(Supplier<Jwt> token, Function<Claims, Person> admission) {
        try {
            Jwt jwt = token.get();
            if (tokens.isEnded(jwt)) {
                throw invalid();
            }
            return new PersonAuthentication(admission.apply(claims.read(jwt)), jwt);
        } catch (NotAdmittedException e) {
            log.refused(Objects.requireNonNullElse(e.getMessage(), ""));
            throw e;
        } catch (BadJwtException e) {
            log.refused(reason(e));
            throw new InvalidBearerTokenException("The token is not valid", e);
        } catch (JwtException | JwtDecoderInitializationException e) {
            log.unchecked();
            throw new AuthenticationServiceException("The token cannot be checked at the moment", e);
        }
    }

    /** The parser's message may quote its input. */
    private static String reason(BadJwtException e) {
        return e instanceof JwtValidationException invalid
                ? invalid.getErrors().stream()
                        .map(OAuth2Error::getDescription)
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining(", "))
                : "it is no JWT, or its signature is not the provider's";
    }

    private static InvalidBearerTokenException invalid() {
        return new InvalidBearerTokenException("The token is not valid");
    }
}
