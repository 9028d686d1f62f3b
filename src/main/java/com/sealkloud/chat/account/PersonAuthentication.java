package com.sealkloud.chat.account;

import java.util.List;
import java.util.Map;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.server.resource.authentication.AbstractOAuth2TokenAuthenticationToken;

/** A user authenticated by a token; ends when the token expires. */
public class PersonAuthentication extends AbstractOAuth2TokenAuthenticationToken<OAuth2Token> {

    public PersonAuthentication(Person person, OAuth2Token token) {
        super(
                token,
                person,
                token,
                List.of(new SimpleGrantedAuthority(person.userRole().wireName())));
        setAuthenticated(true);
    }

    @Override
    public Map<String, Object> getTokenAttributes() {
        return Map.of();
    }
}
