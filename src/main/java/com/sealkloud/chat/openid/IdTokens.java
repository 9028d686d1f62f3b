package com.sealkloud.chat.openid;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.client.RestOperations;

/**
 * Checks ID tokens: signature, issuer, audience and times. Unlike Spring Security's own factory it
 * takes every asymmetric algorithm, and waits for the provider's keys no longer than configured.
 */
class IdTokens implements JwtDecoderFactory<ClientRegistration> {

    private final Map<String, JwtDecoder> decoders = new ConcurrentHashMap<>();
    private final RestOperations calls;

    IdTokens(RestOperations calls) {
        this.calls = calls;
    }

    @Override
    public JwtDecoder createDecoder(ClientRegistration provider) {
        return decoders.computeIfAbsent(provider.getRegistrationId(), missing -> decoder(provider));
    }

    private JwtDecoder decoder(ClientRegistration provider) {
        String keys = Objects.requireNonNull(
                provider.getProviderDetails().getJwkSetUri(),
                "spring.security.oauth2.client.provider: jwk-set-uri or issuer-uri is needed");
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(keys)
                .restOperations(calls)
                .jwsAlgorithms(algorithms -> algorithms.addAll(Arrays.asList(SignatureAlgorithm.values())))
                .build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                List.of(new JwtTimestampValidator(), new OidcIdTokenValidator(provider))));
        decoder.setClaimSetConverter(OidcIdTokenDecoderFactory.createDefaultClaimTypeConverter());
        return decoder;
    }
}
