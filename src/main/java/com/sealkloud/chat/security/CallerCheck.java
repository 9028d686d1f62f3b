package com.sealkloud.chat.security;

import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Refuses a call whose client takes itself for somebody else. The session cookie belongs to the
 * browser: an open page would go on as whoever has logged in in another tab.
 */
@Configuration(proxyBeanMethods = false)
class CallerCheck implements WebMvcConfigurer, HandlerInterceptor {

    static final String HEADER = "X-Chat-User";

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        Principal caller = request.getUserPrincipal();
        String stated = request.getHeader(HEADER);
        if (caller != null && stated != null && !stated.equals(caller.getName())) {
            throw new Refusal(RefusalCode.IDENTITY_MISMATCH, "Somebody else is logged in.");
        }
        return true;
    }
}
