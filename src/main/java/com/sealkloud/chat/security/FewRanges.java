package com.sealkloud.chat.security;

import com.sealkloud.chat.api.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Refuses requests for many parts of a file: it is opened for each of them, and a sealed one is
 * unsealed a chunk at a time. Browsers and other clients ask for one.
 */
@Component
class FewRanges implements HandlerInterceptor, WebMvcConfigurer {

    private static final int MOST = 5;

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        int ranges = Collections.list(request.getHeaders(HttpHeaders.RANGE)).stream()
                .mapToInt(header -> header.split(",", -1).length)
                .sum();
        if (ranges > MOST) {
            throw Refusal.badRequest("A request has at most " + MOST + " ranges.");
        }
        return true;
    }
}
