package com.sealkloud.chat.automation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RulePreviewsTests {

    @Test
    void theMadeUpTicketHasARequesterAndIsUnassigned() {
        Rule rule =
                new Rule("preview", Trigger.FIRST_MESSAGE, null, null, "Thank you, {requester}: {number}{assignee}");
        assertThat(RulePreviews.ofMadeUp(rule)).isEqualTo("Thank you, Carol: HD-1");
    }
}
