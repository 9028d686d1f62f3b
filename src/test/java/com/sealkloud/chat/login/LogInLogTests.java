package com.sealkloud.chat.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.account.TestSettings;
import com.sealkloud.chat.token.LogInOrigin;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class LogInLogTests {

    @Test
    void anAttackCannotFillTheDisk(CapturedOutput output) {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        LogInLog log = new LogInLog(TestSettings.of("log-lines", 5), meters);
        LogInOrigin origin = LogInOrigin.of("192.0.2.7\nforged", null);

        for (int i = 0; i < 1000; i++) {
            log.failed(Optional.empty(), origin);
        }
        log.countTheRest();

        assertThat(output.getAll()
                        .lines()
                        .filter(line -> line.contains("an unknown user failed, from 192.0.2.7?forged")))
                .hasSizeBetween(5, 6);
        assertThat(output.getAll().lines().filter(line -> line.contains("more failed logins")))
                .hasSize(1);
        assertThat(meters.counter("chat.log.ins.refused", "why", "wrong").count())
                .isEqualTo(1000);
    }
}
