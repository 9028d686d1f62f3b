package com.sealkloud.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Times have milliseconds, always three digits of them; types are not guessed. */
class JsonConfigurationTests {
    private final JsonMapper json = mapper();

    private record Example(String text, Long number, Boolean flag) {}

    private static JsonMapper mapper() {
        JsonMapper.Builder builder = JsonMapper.builder();
        new JsonConfiguration().contractJson().customize(builder);
        return builder.build();
    }

    @Test
    void writesTimesInUtcWithMilliseconds() {
        assertThat(json.writeValueAsString(Instant.parse("2026-03-01T12:00:00Z")))
                .isEqualTo("\"2026-03-01T12:00:00.000Z\"");
        assertThat(json.writeValueAsString(Instant.parse("2026-03-01T12:00:00.120Z")))
                .isEqualTo("\"2026-03-01T12:00:00.120Z\"");
        assertThat(json.writeValueAsString(Instant.parse("2026-03-01T12:00:00.123999Z")))
                .isEqualTo("\"2026-03-01T12:00:00.123Z\"");
    }

    @Test
    void refusesValuesOfAnotherType() {
        for (String body : List.of(
                "{\"text\":1}",
                "{\"text\":true}",
                "{\"text\":1.5}",
                "{\"number\":\"1\"}",
                "{\"number\":1.5}",
                "{\"flag\":\"true\"}",
                "{\"flag\":1}",
                "{\"text\":\"a\",\"text\":\"b\"}")) {
            assertThatThrownBy(() -> json.readValue(body, Example.class))
                    .as(body)
                    .isInstanceOf(JacksonException.class);
        }
    }
}
