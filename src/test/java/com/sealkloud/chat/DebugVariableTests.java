package com.sealkloud.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * {@code DEBUG=chat:*} controls this product's loggers, and does not enable Spring Boot's debug
 * mode of the same name.
 */
class DebugVariableTests {

    @Test
    void turnsOnOurLoggersAndLeavesSpringsAlone() {
        StandardEnvironment environment = environment("chat:*");

        assertThat(environment.getProperty("logging.level.com.sealkloud.chat")).isEqualTo("DEBUG");
        assertThat(environment.getProperty("debug")).isEqualTo("false");
    }

    @Test
    void turnsOnSinglePackages() {
        StandardEnvironment environment = environment("other:*,chat:presence chat:typing");

        assertThat(environment.getProperty("logging.level.com.sealkloud.chat.presence"))
                .isEqualTo("DEBUG");
        assertThat(environment.getProperty("logging.level.com.sealkloud.chat.typing"))
                .isEqualTo("DEBUG");
        assertThat(environment.getProperty("logging.level.com.sealkloud.chat")).isNull();
    }

    @Test
    void leavesValuesThatAreNotMeantForUs() {
        StandardEnvironment environment = environment("true");

        assertThat(environment.getProperty("logging.level.com.sealkloud.chat")).isNull();
        assertThat(environment.getProperty("debug")).isEqualTo("true");
    }

    @Test
    void emptyTurnsOnNothing() {
        StandardEnvironment environment = environment("");

        assertThat(environment.getProperty("logging.level.com.sealkloud.chat")).isNull();
        assertThat(environment.getProperty("debug")).isEqualTo("false");
    }

    private static StandardEnvironment environment(String value) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, Map.of("DEBUG", value)));
        new DebugVariable().postProcessEnvironment(environment, new SpringApplication());
        return environment;
    }
}
