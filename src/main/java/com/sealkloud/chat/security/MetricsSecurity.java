package com.sealkloud.chat.security;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Lets a monitoring program with {@code chat.metrics.token} read the metrics, and nothing else.
 * Requests with another token, or none, are left to {@link HttpSecurityConfiguration}.
 */
@Configuration(proxyBeanMethods = false)
class MetricsSecurity {

    @Bean
    @Order(0)
    SecurityFilterChain metricsWithTheToken(MetricsProperties properties) {
        RequestMatcher metrics =
                PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.GET, "/actuator/prometheus");
        return new DefaultSecurityFilterChain(
                request -> metrics.matches(request) && hasToken(request, properties.token()));
    }

    /** Compares in constant time. */
    private static boolean hasToken(HttpServletRequest request, String token) {
        String sent = request.getHeader(HttpHeaders.AUTHORIZATION);
        return !token.isEmpty()
                && sent != null
                && MessageDigest.isEqual(
                        sent.getBytes(StandardCharsets.UTF_8), ("Bearer " + token).getBytes(StandardCharsets.UTF_8));
    }
}
