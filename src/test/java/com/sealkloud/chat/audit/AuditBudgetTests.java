package com.sealkloud.chat.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuditBudgetTests {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AuditBudget budget = new AuditBudget(new AuditProperties(Duration.ZERO, 5), meters);

    @Test
    void aFloodIsCountedAndNobodyElseLosesByIt() {
        int admitted = 0;
        for (int i = 0; i < 1_000; i++) {
            admitted += budget.admits(null, "login.failed", false) ? 1 : 0;
        }

        assertThat(admitted).isEqualTo(5);
        assertThat(budget.admits(null, "login.failed", true)).isTrue();
        assertThat(budget.admits(null, "login.throttled", false)).isTrue();
        assertThat(budget.admits("carol", "login.succeeded", true)).isTrue();
        assertThat(budget.omitted()).isEqualTo(Map.of("login.failed", 995L));
        assertThat(meters.counter("chat.audit.omitted", "action", "login.failed")
                        .count())
                .isEqualTo(995);
    }

    @Test
    void whatIsOmittedWhileTheCountIsWrittenIsCountedNextTime() {
        for (int i = 0; i < 8; i++) {
            budget.admits("carol", "transcript.exported", true);
        }
        Map<String, Long> written = budget.omitted();
        budget.admits("carol", "transcript.exported", true);

        budget.settle(written);

        assertThat(budget.omitted()).isEqualTo(Map.of("transcript.exported", 1L));
        budget.settle(budget.omitted());
        assertThat(budget.omitted()).isEmpty();
    }
}
