package com.sealkloud.chat.openid;

import com.sealkloud.chat.openid.LogInRefusedException.Reason;
import java.util.concurrent.Semaphore;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.web.client.RestClient;

/** Exchanges a code for tokens, a bounded number at once: anybody can send codes. */
class CodeExchange implements OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> {

    private final RestClientAuthorizationCodeTokenResponseClient exchange =
            new RestClientAuthorizationCodeTokenResponseClient();
    private final Semaphore places;

    CodeExchange(ClientHttpRequestFactory connections, int atOnce) {
        places = new Semaphore(atOnce);
        exchange.setRestClient(RestClient.builder()
                .requestFactory(connections)
                .configureMessageConverters(converters -> converters
                        .addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build());
    }

    @Override
    public OAuth2AccessTokenResponse getTokenResponse(OAuth2AuthorizationCodeGrantRequest request) {
        if (!places.tryAcquire()) {
            throw new LogInRefusedException(Reason.UNAVAILABLE, "too many logins take place at once");
        }
        try {
            return exchange.getTokenResponse(request);
        } finally {
            places.release();
        }
    }
}
