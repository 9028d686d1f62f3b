package com.sealkloud.chat.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.socket.RealtimeProperties;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

/** The documented limits hold where nothing is configured. */
class LimitPropertiesTests {
    private final Binder nothingConfigured = new Binder(new MapConfigurationPropertySource());

    @Test
    void allowTenMessagesASecondAndTwentyAtOnce() {
        LimitProperties limits = nothingConfigured.bindOrCreate("chat.limits", LimitProperties.class);

        assertThat(limits.messages()).isEqualTo(new LimitProperties.Messages(20, 10));
    }

    @Test
    void allowFramesOf64Kilobytes() {
        RealtimeProperties realtime = nothingConfigured.bindOrCreate("chat.realtime", RealtimeProperties.class);

        assertThat(realtime.frameLimit()).isEqualTo(DataSize.ofKilobytes(64));
    }
}
