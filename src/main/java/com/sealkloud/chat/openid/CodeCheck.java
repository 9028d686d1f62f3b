package com.sealkloud.chat.openid;

import com.sealkloud.chat.openid.LogInRefusedException.Reason;
import java.util.Objects;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.authentication.OAuth2LoginAuthenticationToken;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;

/** Turns the code that a browser brings from its provider into what is known of the user. */
class CodeCheck {

    private final AuthenticationProvider codes;

    CodeCheck(AuthenticationProvider codes) {
        this.codes = codes;
    }

    /**
     * @return the ID token, with the claims of the provider's user info
     * @throws LogInRefusedException with the reason
     */
    Jwt identify(ClientRegistration provider, OAuth2AuthorizationExchange exchange) {
        try {
            Authentication proven =
                    Objects.requireNonNull(codes.authenticate(new OAuth2LoginAuthenticationToken(provider, exchange)));
            return identity((OidcUser) Objects.requireNonNull(proven.getPrincipal()));
        } catch (OAuth2AuthenticationException e) {
            throw refusal(e);
        }
    }

    private static Jwt identity(OidcUser user) {
        return Jwt.withTokenValue(user.getIdToken().getTokenValue())
                .header("typ", "JWT")
                .claims(claims -> claims.putAll(user.getClaims()))
                .build();
    }

    private static LogInRefusedException refusal(OAuth2AuthenticationException failure) {
        String code = failure.getError().getErrorCode();
        boolean isBeyondReach = code.equals("invalid_token_response")
                || code.equals("invalid_user_info_response")
                || code.equals("invalid_id_token")
                        && failure.getCause() instanceof JwtException cause
                        && !(cause instanceof BadJwtException);
        return new LogInRefusedException(
                isBeyondReach ? Reason.UNAVAILABLE : Reason.FAILED,
                "the provider's answer: " + printable(code),
                failure);
    }

    /** The code may be the provider's. */
    static String printable(String code) {
        return code.matches("[A-Za-z0-9_-]{1,60}") ? code : "?";
    }
}
