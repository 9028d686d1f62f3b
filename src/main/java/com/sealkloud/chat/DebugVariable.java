package com.sealkloud.chat;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Defines the environment variable {@code DEBUG} for this product: {@code chat:*} enables debug
 * logging of all its packages, {@code chat:conversation,chat:presence} of those two.
 *
 * <p>Spring Boot interprets any {@code DEBUG} other than {@code false} as its own debug mode and
 * would log SQL and HTTP bodies. This class undoes that for values that are meant for this product,
 * and for an empty one.
 */
class DebugVariable implements EnvironmentPostProcessor, Ordered {

    private static final String PREFIX = "chat:";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        String value = environment.getProperty("DEBUG");
        if (value == null || !value.isBlank() && !value.contains(PREFIX)) {
            return;
        }
        Map<String, Object> properties = new HashMap<>();
        properties.put("debug", "false");
        for (String part : value.split("[,\\s]+", -1)) {
            if (part.startsWith(PREFIX)) {
                String name = part.substring(PREFIX.length());
                String suffix = name.equals("*") ? "" : "." + name;
                properties.put("logging.level.com.sealkloud.chat" + suffix, "DEBUG");
            }
        }
        environment.getPropertySources().addFirst(new MapPropertySource("debugVariable", properties));
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
