package com.sealkloud.chat.account;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.stereotype.Component;

/**
 * Turns a bearer token into a {@link Person}: one of our own, or, where an identity provider is configured, a JWT of
 * theirs. The one way to authenticate, for REST, for the page's cookie and for STOMP.
 */
@Component
class TokenAuthentication implements AuthenticationManager {

    private final TokenService tokens;
    private final AccountService accounts;
    private final AccountProperties properties;
    private final @Nullable JwtDecoder jwtDecoder;

    TokenAuthentication(
            TokenService tokens,
            AccountService accounts,
            AccountProperties properties,
            ObjectProvider<JwtDecoder> jwtDecoder) {
        this.tokens = tokens;
        this.accounts = accounts;
        this.properties = properties;
        this.jwtDecoder = jwtDecoder.getIfAvailable();
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
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

    private Authentication authenticateJwt(JwtDecoder decoder, String token) {
        try {
            Jwt jwt = decoder.decode(token);
            if (tokens.isEnded(token)) {
                throw invalid();
            }
            AccountProperties.IdentityProvider claims = properties.identityProvider();
            String userId = Objects.requireNonNullElse(jwt.getClaimAsString(claims.idClaim()), "");
            String name = Objects.requireNonNullElse(jwt.getClaimAsString(claims.nameClaim()), userId);
            Role role = Role.named(Objects.requireNonNullElse(jwt.getClaimAsString(claims.roleClaim()), ""))
                    .orElseThrow(TokenAuthentication::invalid);
            Person person = accounts.admit(userId, name, role).orElseThrow(TokenAuthentication::invalid);
            return new PersonAuthentication(person, jwt);
        } catch (BadJwtException e) {
            throw new InvalidBearerTokenException("The token is not valid", e);
        } catch (JwtException e) {
            throw new InvalidBearerTokenException("The token cannot be checked at the moment", e);
        }
    }

    private static InvalidBearerTokenException invalid() {
        return new InvalidBearerTokenException("The token is not valid");
    }
}
