package com.sealkloud.chat.security;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Serves the page at every address that it uses, so that a link to a message opens in a new window too. */
@Configuration(proxyBeanMethods = false)
class PageConfiguration implements WebMvcConfigurer {

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addViewController("/messages").setViewName("forward:/index.html");
        registry.addViewController("/messages/**").setViewName("forward:/index.html");
    }
}
