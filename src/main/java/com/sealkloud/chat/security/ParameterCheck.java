package com.sealkloud.chat.security;

import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.text.Characters;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Refuses parameters and path segments with characters that bodies may not contain either. */
@Component
class ParameterCheck implements HandlerInterceptor, WebMvcConfigurer {

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        request.getParameterMap().forEach((name, values) -> {
            for (String value : values) {
                require(name, value);
            }
        });
        if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables) {
            variables.forEach((name, value) -> require(String.valueOf(name), String.valueOf(value)));
        }
        return true;
    }

    private static void require(String name, String value) {
        @Nullable String fault = Characters.fault(value);
        if (fault != null) {
            // The name of an unknown parameter is not echoed.
            throw Refusal.badRequest("The parameter " + (name.matches("\\w{1,40}") ? name : "") + " " + fault + ".");
        }
    }
}
