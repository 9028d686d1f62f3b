package com.sealkloud.chat.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ScimFilterTests {

    private static final JsonMapper JSON = new JsonMapper();

    /** As small a stack as a thread of a server may have. */
    @Test
    void aLongValueTakesNoMoreOfTheStackThanAShortOne() throws Exception {
        String written = "\\\"a".repeat(1_000);
        FutureTask<List<ScimFilter.Equality>> parsed =
                new FutureTask<>(() -> ScimFilter.parse("userName eq \"" + written + "\" and active eq true", JSON));

        new Thread(null, parsed, "small stack", 256 * 1024).start();

        assertThat(parsed.get())
                .containsExactly(
                        new ScimFilter.Equality("username", "\"a".repeat(1_000)),
                        new ScimFilter.Equality("active", "true"));
    }

    @Test
    void aFilterThatIsTooLongIsNotEvenRead() {
        assertThatExceptionOfType(ScimFailure.class)
                .isThrownBy(() -> ScimFilter.parse("id eq \"" + "a".repeat(4_000) + "\"", JSON))
                .satisfies(failure -> assertThat(failure.error().scimType()).isEqualTo("invalidFilter"))
                .withMessageContaining("4000");
    }
}
