package com.sealkloud.chat.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class AuditValuesTests {

    private final AuditValues values = new AuditValues(JsonMapper.shared());

    @Test
    void textsAndListsAreCutAndEveryDescriptionFits() {
        Map<String, Object> large = new LinkedHashMap<>();
        large.put("content", "\u0001\uD83D\uDE00".repeat(2_000));
        large.put("members", Collections.nCopies(500, "m".repeat(64)));
        Map<String, Object> endless = new LinkedHashMap<>();
        for (int i = 0; i < 100; i++) {
            endless.put("value" + i, "\u0001".repeat(4_000));
        }

        assertThat(values.write(large))
                .hasSizeLessThanOrEqualTo(AuditValues.LONGEST)
                .contains("…")
                .contains("mmm");
        assertThat(values.write(endless))
                .hasSizeLessThanOrEqualTo(AuditValues.LONGEST)
                .startsWith("{\"characters\":");
    }

    @Test
    void controlCharactersAreEscaped() {
        assertThat(values.write(Map.of("issuer", "a\0b\nc"))).isEqualTo("{\"issuer\":\"a\\u0000b\\nc\"}");
    }

    @Test
    void whatIsNoJsonDoesNotBreakTheAnswer() {
        assertThat(values.read("\",\"actor\":\"mona")).containsEntry("unreadable", "\",\"actor\":\"mona");
        assertThat(values.read("[".repeat(10_000))).containsKey("unreadable");
        assertThat(values.read("[1]")).containsKey("unreadable");
        assertThat(values.read("{\"role\":\"client\"}")).containsEntry("role", "client");
        assertThat(values.read(null)).isNull();
    }
}
