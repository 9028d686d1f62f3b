package com.sealkloud.chat.openid;

import com.sealkloud.chat.login.ProviderSessions;
import com.sealkloud.chat.openid.LogInRefusedException.Reason;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Sends the browser to the identity provider, and takes it back into the page. The addresses are
 * those of Spring Security's own login, which the guides of providers name.
 */
@Controller
class OpenIdController {

    private static final String ANSWERS = "/login/oauth2/code/";

    private final Providers providers;
    private final OAuth2AuthorizationRequestResolver requests;
    private final CodeCheck codes;
    private final ProviderSessions sessions;
    private final OpenIdProperties properties;

    OpenIdController(
            Providers providers,
            OAuth2AuthorizationRequestResolver requests,
            CodeCheck codes,
            ProviderSessions sessions,
            OpenIdProperties properties) {
        this.providers = providers;
        this.requests = requests;
        this.codes = codes;
        this.sessions = sessions;
        this.properties = properties;
    }

    @GetMapping("/oauth2/authorization/{providerId}")
    void begin(@PathVariable String providerId, HttpServletRequest request, HttpServletResponse response) {
        require(providerId);
        OAuth2AuthorizationRequest sent = requestTo(providerId, request);
        PendingLogIn.of(sent).keep(ANSWERS + providerId, properties.pendingFor(), request, response);
        redirect(response, sent.getAuthorizationRequestUri());
    }

    @GetMapping(ANSWERS + "{providerId}")
    void end(
            @PathVariable String providerId,
            @RequestParam @Nullable String code,
            @RequestParam @Nullable String state,
            @RequestParam @Nullable String error,
            HttpServletRequest request,
            HttpServletResponse response) {
        ClientRegistration provider = require(providerId);
        PendingLogIn pending = PendingLogIn.of(request)
                .filter(found -> found.state().equals(state))
                .orElseThrow(() -> new LogInRefusedException(
                        Reason.EXPIRED, "this browser has no login of " + providerId + " with this state"));
        PendingLogIn.forget(ANSWERS + providerId, request, response);
        if (error != null || code == null) {
            throw new LogInRefusedException(
                    Reason.DENIED,
                    "the provider's answer: "
                            + CodeCheck.printable(Optional.ofNullable(error).orElse("no code")));
        }
        OAuth2AuthorizationRequest sent = pending.in(requestTo(providerId, request));
        OAuth2AuthorizationResponse answer = OAuth2AuthorizationResponse.success(code)
                .redirectUri(Objects.requireNonNull(sent.getRedirectUri()))
                .state(pending.state())
                .build();
        Jwt identity = codes.identify(provider, new OAuth2AuthorizationExchange(sent, answer));
        boolean isAdmitted = sessions.open(identity, request, response);
        redirect(response, isAdmitted ? "/#/" : refusal(Reason.NOT_ADMITTED));
    }

    private ClientRegistration require(String providerId) {
        ClientRegistration provider = providers.findByRegistrationId(providerId);
        if (provider == null) {
            throw new LogInRefusedException(Reason.FAILED, "there is no such provider");
        }
        return provider;
    }

    private OAuth2AuthorizationRequest requestTo(String providerId, HttpServletRequest request) {
        OAuth2AuthorizationRequest made = requests.resolve(request, providerId);
        if (made == null) {
            throw new LogInRefusedException(Reason.FAILED, "there is no such provider");
        }
        return made;
    }

    @ExceptionHandler
    void refuse(LogInRefusedException refused, HttpServletResponse response) {
        sessions.logRefusal(String.valueOf(refused.getMessage()));
        redirect(response, refusal(refused.reason()));
    }

    /** Never to an address that somebody has sent. */
    private static String refusal(Reason reason) {
        return "/#/refused/" + reason.wireName();
    }

    private static void redirect(HttpServletResponse response, String address) {
        response.setStatus(HttpStatus.FOUND.value());
        response.setHeader(HttpHeaders.LOCATION, address);
    }
}
