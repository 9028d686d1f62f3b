package com.sealkloud.chat.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class RuleTests {

    @Test
    void rulesAreConsistent() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Rule("r", Trigger.STATUS, null, null, "text"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Rule("r", Trigger.NO_ANSWER, null, null, "text"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Rule("r", Trigger.FIRST_MESSAGE, null, null, "{unknown}"));
        assertThat(List.of(new Rule("r", Trigger.FIRST_MESSAGE, null, null, "{number} { x }")))
                .hasSize(1);
    }
}
