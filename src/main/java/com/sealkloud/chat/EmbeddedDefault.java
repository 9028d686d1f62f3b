package com.sealkloud.chat;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Sets {@code chat.demo} if it is unset: demo accounts exist only while everything has its embedded
 * default. As soon as a broker, a database server, an administrator or an identity provider is
 * configured, accounts with a published password must not appear automatically. The property
 * {@code embedded.demo-by-default} tells {@code FirstAccounts}, which knows the accounts, that
 * nobody has asked for them.
 */
class EmbeddedDefault implements EnvironmentPostProcessor, Ordered {

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (environment.getProperty("chat.demo") == null) {
            environment
                    .getPropertySources()
                    .addLast(new MapPropertySource(
                            "embeddedDefault",
                            Map.of("chat.demo", isEmbedded(environment), "embedded.demo-by-default", true)));
        }
    }

    private static boolean isEmbedded(ConfigurableEnvironment environment) {
        return "embedded".equals(environment.getProperty("chat.broker", "embedded"))
                && environment.getProperty("spring.datasource.url", "jdbc:h2:").startsWith("jdbc:h2:")
                && environment.getProperty("chat.admin.password", "").isEmpty()
                && environment.getProperty("spring.security.oauth2.resourceserver.jwt.issuer-uri") == null
                && environment.getProperty("spring.security.oauth2.resourceserver.jwt.jwk-set-uri") == null
                && environment.getProperty("spring.security.oauth2.resourceserver.jwt.public-key-location") == null
                && !hasProviderOfThePage(environment);
    }

    private static boolean hasProviderOfThePage(ConfigurableEnvironment environment) {
        return Binder.get(environment)
                .bind("spring.security.oauth2.client.registration", Bindable.mapOf(String.class, Object.class))
                .isBound();
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
