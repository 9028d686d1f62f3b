package com.sealkloud.chat.scim;

import com.sealkloud.chat.http.RefusalForm;
import com.sealkloud.chat.login.LogInLog;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets the identity provider with {@code chat.scim.token} call {@code /scim}. Tokens and cookies of
 * users are not even looked at here.
 */
@Configuration(proxyBeanMethods = false)
class ScimSecurity {

    /** As the audit log names it; no account can have this id. */
    static final String CALLER = "scim:token";

    private static final String AUTHORITY = "scim";

    @Bean
    @Order(0)
    SecurityFilterChain scim(HttpSecurity http, ScimProperties properties, JsonMapper json, LogInLog log)
            throws Exception {
        return http.securityMatcher("/scim/**")
                .cors(config -> config.disable())
                // Browsers send no such token by themselves.
                .csrf(config -> config.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .addFilterBefore(new TokenFilter(properties.token()), AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests.anyRequest().hasAuthority(AUTHORITY))
                .exceptionHandling(handling -> handling.authenticationEntryPoint(
                        (request, response, failure) -> refuse(request, response, properties, json, log)))
                .build();
    }

    /** What is refused before, or beside, the controllers. */
    @Bean
    RefusalForm scimRefusals() {
        return new RefusalForm(
                "/scim/",
                MediaType.valueOf(ScimUser.MEDIA_TYPE),
                problem -> ScimError.of(problem.getStatus(), null, problem.getDetail()));
    }

    private static void refuse(
            HttpServletRequest request,
            HttpServletResponse response,
            ScimProperties properties,
            JsonMapper json,
            LogInLog log)
            throws IOException {
        boolean isOff = properties.token().isEmpty();
        HttpStatus status = isOff ? HttpStatus.NOT_FOUND : HttpStatus.UNAUTHORIZED;
        if (!isOff) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            boolean isMissing = request.getHeader(HttpHeaders.AUTHORIZATION) == null;
            log.scimRefused(isMissing ? "it has no token" : "its token is not that of chat.scim.token");
        }
        response.setStatus(status.value());
        response.setContentType(ScimUser.MEDIA_TYPE);
        String detail = isOff ? "SCIM is off: chat.scim.token is not set." : "The token of chat.scim.token is missing.";
        response.getOutputStream().write(json.writeValueAsBytes(ScimError.of(status.value(), null, detail)));
    }

    /** Compares in constant time. */
    private static final class TokenFilter extends OncePerRequestFilter {

        private final byte[] expected;

        TokenFilter(String token) {
            this.expected = token.isEmpty() ? new byte[0] : ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            String sent = request.getHeader(HttpHeaders.AUTHORIZATION);
            if (expected.length > 0
                    && sent != null
                    && MessageDigest.isEqual(sent.getBytes(StandardCharsets.UTF_8), expected)) {
                SecurityContext context = SecurityContextHolder.createEmptyContext();
                context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                        CALLER, null, List.of(new SimpleGrantedAuthority(AUTHORITY))));
                SecurityContextHolder.setContext(context);
            }
            chain.doFilter(request, response);
        }
    }
}
