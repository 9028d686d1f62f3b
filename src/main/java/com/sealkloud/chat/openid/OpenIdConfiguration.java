package com.sealkloud.chat.openid;

import com.sealkloud.chat.outgoing.BoundedConnections;
import java.net.http.HttpClient.Redirect;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.web.client.RestTemplate;

/** Spring Security's parts of a login with OpenID Connect, with our bounds. */
@Configuration(proxyBeanMethods = false)
class OpenIdConfiguration {

    @Bean
    OAuth2AuthorizationRequestResolver authorizationRequests(Providers providers) {
        DefaultOAuth2AuthorizationRequestResolver requests = new DefaultOAuth2AuthorizationRequestResolver(providers);
        requests.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        return requests;
    }

    /**
     * Checks the state, exchanges the code, checks the ID token and its nonce, and asks for the
     * user's further claims.
     */
    @Bean
    CodeCheck codeCheck(OpenIdProperties properties) {
        ClientHttpRequestFactory connections = BoundedConnections.within(properties.timeout(), Redirect.NORMAL);
        RestTemplate calls = new RestTemplate(connections);

        RestTemplate userInfoCalls = new RestTemplate(connections);
        userInfoCalls.setErrorHandler(new OAuth2ErrorResponseErrorHandler());
        DefaultOAuth2UserService userInfo = new DefaultOAuth2UserService();
        userInfo.setRestOperations(userInfoCalls);
        OidcUserService users = new OidcUserService();
        users.setOauth2UserService(userInfo);

        OidcAuthorizationCodeAuthenticationProvider codes = new OidcAuthorizationCodeAuthenticationProvider(
                new CodeExchange(BoundedConnections.within(properties.timeout(), Redirect.NEVER), properties.atOnce()),
                users);
        codes.setJwtDecoderFactory(new IdTokens(calls));
        return new CodeCheck(codes);
    }
}
