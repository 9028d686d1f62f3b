package com.sealkloud.chat.security;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.http.BufferedRequest;
import com.sealkloud.chat.http.HttpThreads;
import com.sealkloud.chat.realtime.RateLimits;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.Authentication;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Counts the REST calls of each user, and SCIM's, their bodies, and the threads they occupy. */
@Configuration(proxyBeanMethods = false)
class CallLimits implements WebMvcConfigurer, HandlerInterceptor {

    private final RateLimits limits;
    private final HttpThreads threads;

    CallLimits(RateLimits limits, HttpThreads threads) {
        this.limits = limits;
        this.threads = threads;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/**", "/scim/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        Principal caller = request.getUserPrincipal();
        if (caller != null) {
            threads.serve(caller.getName());
            limits.spend(caller, RateLimits.Action.CALL);
            if (isPerson(caller)) {
                limits.spendForText(caller, BufferedRequest.octetsOf(request));
            }
        }
        return true;
    }

    /** Programs post for many, and an identity provider tells of all. */
    private static boolean isPerson(Principal caller) {
        return caller instanceof Authentication authentication
                && authentication.getPrincipal() instanceof Person person
                && !person.isService();
    }
}
