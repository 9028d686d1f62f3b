package com.sealkloud.chat.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The rules that {@code bin/test-rules} breaks are where their list says. */
class RulesTests {
    private static final Path RULES = Path.of("src", "test", "rules", "rules.txt");
    private static final Path SOURCES = Path.of("src", "main", "java", "com", "sealkloud", "chat");
    private static final Path TESTS = Path.of("src", "test", "java");
    private static final Pattern RULE =
            Pattern.compile("(?m)^rule +(.+)\nfile +(.+)\nwithout +(.+)\n(?:with +.+\n)?tests +(.+)$");

    @Test
    void areTenEachInOnePlaceOfTheCode() throws IOException {
        List<MatchResult> rules =
                RULE.matcher(Files.readString(RULES)).results().toList();

        assertThat(rules)
                .hasSize(10)
                .allSatisfy(rule -> assertThat(Files.readString(SOURCES.resolve(rule.group(2)))
                                .split(Pattern.quote(rule.group(3).replace("\\n", "\n")), -1))
                        .as(rule.group(1))
                        .hasSize(2));
    }

    @Test
    void areEachGuardedByTestsThatExist() throws IOException {
        List<String> tests;
        try (var files = Files.walk(TESTS)) {
            tests = files.map(file -> file.getFileName().toString()).toList();
        }

        assertThat(RULE.matcher(Files.readString(RULES)).results().map(rule -> rule.group(4) + ".java"))
                .allSatisfy(test -> assertThat(tests).contains(test));
    }
}
