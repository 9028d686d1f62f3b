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
            admitted += budget.admits(null, "login.failed", null) ? 1 : 0;
        }

        assertThat(admitted).isEqualTo(5);
        assertThat(budget.admits(null, "login.failed", "user:ada")).isTrue();
        assertThat(budget.admits(null, "login.throttled", null)).isTrue();
        assertThat(budget.admits("carol", "login.succeeded", "user:carol")).isTrue();
        assertThat(budget.omitted()).isEqualTo(Map.of("login.failed", 995L));
        assertThat(meters.counter("chat.audit.omitted", "action", "login.failed")
                        .count())
                .isEqualTo(995);
    }

    @Test
    void guessesAtAnAccountAreNotHiddenByThoseAtOthers() {
        assertThat(guesses("user:carol", 1_000)).isEqualTo(1 + 5);
        assertThat(guesses("user:lena", 3)).isEqualTo(3);

        int ofAll = 0;
        for (int i = 0; i < 1_000; i++) {
            ofAll += guesses("user:" + i, 10);
        }

        assertThat(ofAll + 5 + 2)
                .as("the first of each, and 20 times as many as of one")
                .isEqualTo(1_000 + 20 * 5);
        assertThat(guesses("user:ada", 10)).isEqualTo(1);
    }

    private int guesses(String target, int number) {
        int admitted = 0;
        for (int i = 0; i < number; i++) {
            admitted += budget.admits(null, "login.failed", target) ? 1 : 0;
        }
        return admitted;
    }

    @Test
    void whatIsOmittedWhileTheCountIsWrittenIsCountedNextTime() {
        for (int i = 0; i < 8; i++) {
            budget.admits("carol", "transcript.exported", "conversation:room");
        }
        Map<String, Long> written = budget.omitted();
        budget.admits("carol", "transcript.exported", "conversation:room");

        budget.settle(written);

        assertThat(budget.omitted()).isEqualTo(Map.of("transcript.exported", 1L));
        budget.settle(budget.omitted());
        assertThat(budget.omitted()).isEmpty();
    }
}
