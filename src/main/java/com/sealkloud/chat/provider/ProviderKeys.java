package com.sealkloud.chat.provider;

import com.sealkloud.chat.account.AccountProperties;
import com.sealkloud.chat.account.AccountProperties.IdentityProvider;
import com.sealkloud.chat.outgoing.BoundedConnections;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.io.IOException;
import java.net.http.HttpClient.Redirect;
import java.time.Duration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.JwkSetUriJwtDecoderBuilderCustomizer;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder.JwkSetUriJwtDecoderBuilder;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestTemplate;

/**
 * Asks the identity provider for its keys, a bounded number of times and not for long: a token that
 * names an unknown key makes the decoder ask, and anybody can send one.
 */
@Component
class ProviderKeys implements JwkSetUriJwtDecoderBuilderCustomizer, ClientHttpRequestInterceptor {

    private final Bucket fetches;
    private final Duration timeout;

    ProviderKeys(AccountProperties properties) {
        IdentityProvider provider = properties.identityProvider();
        timeout = provider.timeout();
        int perMinute = provider.fetchesPerMinute();
        fetches = Bucket.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                .withCustomTimePrecision(TimeMeter.SYSTEM_NANOTIME)
                .build();
    }

    @Override
    public void customize(JwkSetUriJwtDecoderBuilder builder) {
        RestTemplate calls = new RestTemplate(BoundedConnections.within(timeout, Redirect.NORMAL));
        calls.getInterceptors().add(this);
        builder.restOperations(calls);
    }

    @Override
    public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        if (!fetches.tryConsume(1)) {
            throw new IOException("The identity provider was asked too often within a minute");
        }
        return execution.execute(request, body);
    }
}
