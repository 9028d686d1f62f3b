package com.sealkloud.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.mock.env.MockEnvironment;

class DebugVariableTests {

    @Test
    void chatAndAStarTurnOnOurLoggingAndNotSpringBootsDebugMode() {
        MockEnvironment environment = startedWith("chat:*");

        assertThat(environment.getProperty("logging.level.com.sealkloud.chat")).isEqualTo("DEBUG");
        assertThat(environment.getProperty("debug")).isEqualTo("false");
    }

    @Test
    void partsAreTurnedOnByName() {
        MockEnvironment environment = startedWith("chat:conversation,chat:presence");

        assertThat(environment.getProperty("logging.level.com.sealkloud.chat.conversation"))
                .isEqualTo("DEBUG");
        assertThat(environment.getProperty("logging.level.com.sealkloud.chat.presence"))
                .isEqualTo("DEBUG");
        assertThat(environment.getProperty("logging.level.com.sealkloud.chat")).isNull();
    }

    @Test
    void aValueThatIsNotMeantForUsIsLeftAlone() {
        MockEnvironment environment = startedWith("true");

        assertThat(environment.getProperty("logging.level.com.sealkloud.chat")).isNull();
        assertThat(environment.getProperty("debug")).isNull();
    }

    private static MockEnvironment startedWith(String debug) {
        MockEnvironment environment = new MockEnvironment().withProperty("DEBUG", debug);
        new DebugVariable().postProcessEnvironment(environment, new SpringApplication(ChatApplication.class));
        return environment;
    }
}
