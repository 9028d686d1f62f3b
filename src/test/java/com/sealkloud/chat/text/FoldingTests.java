package com.sealkloud.chat.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class FoldingTests {
    private final Locale usual = Locale.getDefault();

    @AfterEach
    void backToTheUsualLocale() {
        Locale.setDefault(usual);
    }

    static List<JsonNode> folding() {
        return Cases.of("folding");
    }

    @ParameterizedTest
    @MethodSource("folding")
    void findsWhatPeopleMean(JsonNode example) {
        requireFound(example);
    }

    @ParameterizedTest
    @MethodSource("folding")
    void findsTheSameOnATurkishMachine(JsonNode example) {
        Locale.setDefault(Locale.forLanguageTag("tr-TR"));

        requireFound(example);
    }

    private static void requireFound(JsonNode example) {
        String name = Folding.of(example.required("name").stringValue());
        String query = Folding.of(example.required("query").stringValue());

        assertThat(name.contains(query))
                .as("%s in %s", query, name)
                .isEqualTo(example.required("found").booleanValue());
    }
}
