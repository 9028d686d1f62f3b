package com.sealkloud.chat.typing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The documented default; the other tests run with a shorter time. */
class TypingPropertiesTests {

    @Test
    void endTypingAfterSixSeconds() {
        Binder nothingConfigured = new Binder(new MapConfigurationPropertySource());

        assertThat(nothingConfigured
                        .bindOrCreate("chat.typing", TypingProperties.class)
                        .timeout())
                .isEqualTo(Duration.ofSeconds(6));
    }
}
