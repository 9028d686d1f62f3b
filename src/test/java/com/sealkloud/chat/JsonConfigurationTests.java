package com.sealkloud.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sealkloud.chat.text.GuardedStrings;
import com.sealkloud.chat.text.TextRefusedException;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Times always have three digits of milliseconds; wrong types are not coerced, and strings are
 * text.
 */
class JsonConfigurationTests {
    private final JsonMapper json = mapper();

    private enum Kind {
        team,
        ticket
    }

    private record Example(
            String text,
            Long number,
            Integer small,
            Boolean flag,
            Instant time,
            Kind kind,
            List<String> texts,
            Inner inner) {}

    private record Inner(String text) {}

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
    void bindsTimesOfEveryOffset() {
        assertThat(json.readValue("{\"time\":\"2026-03-01T13:00:00.5+01:00\"}", Example.class)
                        .time())
                .isEqualTo(Instant.parse("2026-03-01T12:00:00.500Z"));
    }

    /** A field need not ask for it. */
    @Test
    void refusesWhatIsNoTextInWhateverField() {
        for (String text : List.of("a\\u0000", "\\u001b[2J", "\\ud83d", "\\udc4d\\ud83d")) {
            String body = "{\"texts\":[\"fine\",\"" + text + "\"]}";
            assertThatThrownBy(() -> json.readValue(body, Example.class))
                    .as(body)
                    .isInstanceOf(TextRefusedException.class);
            ObjectReader stored = GuardedStrings.ofStored(json, Example.class);
            assertThat(stored.<Example>readValue(body).texts()).as(body).hasSize(2);
        }
    }

    @Test
    void refusesValuesOfAnotherType() {
        SoftAssertions softly = new SoftAssertions();
        for (String body : List.of(
                "{\"text\":1}",
                "{\"text\":true}",
                "{\"text\":1.5}",
                "{\"number\":\"1\"}",
                "{\"number\":1.5}",
                "{\"flag\":\"true\"}",
                "{\"flag\":1}",
                "{\"text\":[\"a\"]}",
                "{\"text\":{}}",
                "{\"number\":\"\"}",
                "{\"number\":true}",
                "{\"number\":[1]}",
                "{\"small\":\"1\"}",
                "{\"small\":2147483648}",
                "{\"flag\":\"\"}",
                "{\"flag\":0.0}",
                "{\"time\":1700000000}",
                "{\"time\":1700000000.5}",
                "{\"time\":\"1700000000\"}",
                "{\"time\":\"\"}",
                "{\"time\":\"tomorrow\"}",
                "{\"time\":true}",
                "{\"time\":[2026,1,1]}",
                "{\"kind\":0}",
                "{\"kind\":\"0\"}",
                "{\"kind\":\"\"}",
                "{\"kind\":\"TEAM\"}",
                "{\"kind\":true}",
                "{\"texts\":\"a\"}",
                "{\"texts\":\"\"}",
                "{\"texts\":[1]}",
                "{\"texts\":{}}",
                "{\"inner\":\"\"}",
                "{\"inner\":\"a\"}",
                "{\"inner\":[]}",
                "{\"inner\":1}",
                "{\"text\":\"a\",\"text\":\"b\"}")) {
            softly.assertThatThrownBy(() -> json.readValue(body, Example.class))
                    .as(body)
                    .isInstanceOf(JacksonException.class);
        }
        softly.assertAll();
    }
}
