package com.sealkloud.chat.inbound;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Serves the JSON Schemas of what ticket services send. They say nothing that the documentation does not, so anybody may read them. */
@Configuration(proxyBeanMethods = false)
class SchemaConfiguration implements WebMvcConfigurer {

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/schemas/**").addResourceLocations("classpath:/schemas/");
    }
}
