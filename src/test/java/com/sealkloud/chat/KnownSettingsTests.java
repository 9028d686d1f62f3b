package com.sealkloud.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** A misspelt name is reported with the intended one, and no correct name is reported. */
class KnownSettingsTests {

    private static final Pattern ROW = Pattern.compile("\\| `(chat\\.[a-z0-9.-]+|[a-z.]+)` \\| `([A-Z0-9_]+)` \\|.*");

    private static List<String> unknownIn(Map<String, Object> variables, Map<String, Object> properties) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
        // The run of the tests has properties of its own.
        environment.getPropertySources().remove(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
        environment.getPropertySources().addFirst(new MapPropertySource("file", properties));
        return new KnownSettings().unknownIn(environment).toList();
    }

    @Test
    void namesWhatIsMisspeltAndWhatWasMeant() {
        assertThat(unknownIn(
                        Map.of("CHAT_RELAY_PASWORD", "x", "PATH", "x", "CHATTER", "x"),
                        Map.of("chat.realtime.heart-beats", "5s", "spring.nothing", "x")))
                .hasSize(2)
                .anySatisfy(line ->
                        assertThat(line).startsWith("CHAT_RELAY_PASWORD").endsWith("CHAT_RELAY_PASSWORD?"))
                .anySatisfy(line ->
                        assertThat(line).startsWith("chat.realtime.heart-beats").endsWith("chat.realtime.heartbeat?"));
    }

    @Test
    void knowsEverySettingThatIsDocumented() throws IOException {
        Map<String, Object> variables = new TreeMap<>();
        Map<String, Object> properties = new TreeMap<>();
        try (Stream<String> lines = Files.lines(Path.of("src/docs/configuration.md"))) {
            lines.map(ROW::matcher).filter(row -> row.matches()).forEach(row -> {
                properties.put(row.group(1), "x");
                variables.put(row.group(2), "x");
            });
        }
        variables.put("CHAT_AUTOMATION_RULES_0_RULEID", "x");
        variables.put("CHAT_RELAY_ADDRESSES_1", "x");
        variables.put("CHAT_RELAY_VIRTUAL_HOST", "x");
        properties.put("chat.automation.rules[0].rule-id", "x");

        assertThat(variables).hasSizeGreaterThan(50);
        assertThat(unknownIn(variables, properties)).isEmpty();
    }
}
