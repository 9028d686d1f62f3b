package com.sealkloud.chat.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.yaml.snakeyaml.Yaml;

/** The tables of {@code src/docs/configuration.md} name the properties that there are, with their variables and defaults. */
class ConfigurationTableTests {

    private static final Path PAGE = Path.of("src/docs/configuration.md");
    private static final Path MAIN = Path.of("src/main");
    private static final Path SETTINGS = MAIN.resolve("resources/application.yaml");

    private static final Pattern ROW =
            Pattern.compile("\\| `([a-z0-9.-]+)` \\| `([A-Z0-9_]+)` \\| (`([^`]*)`|–) \\|.*");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(chat\\.[a-z.-]+)(?::([^}]*))?}");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)(?::([^}]*))?}");

    /** What a table says of a property. */
    private record Row(String variable, String value) {}

    private final Map<String, Row> expected = new TreeMap<>();

    @BeforeEach
    void collectFromTheCode() throws IOException {
        for (String source : sources()) {
            PLACEHOLDER
                    .matcher(source)
                    .results()
                    .forEach(found -> expect(found.group(1), found.group(2) == null ? "" : found.group(2)));
        }
        CodeRecord.all().stream()
                .filter(record -> record.type().isAnnotationPresent(ConfigurationProperties.class))
                .forEach(record -> expectAll(
                        record.type()
                                .getAnnotation(ConfigurationProperties.class)
                                .value(),
                        record.type()));
        flatten("", new Yaml().load(Files.readString(SETTINGS))).forEach(this::override);
    }

    private static Iterable<String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(MAIN.resolve("java"))) {
            return Stream.concat(files.filter(Files::isRegularFile), Stream.of(SETTINGS))
                    .map(ConfigurationTableTests::read)
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void expectAll(String prefix, Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Parameter[] parameters = type.getDeclaredConstructors()[0].getParameters();
        for (int i = 0; i < components.length; i++) {
            RecordComponent component = components[i];
            String name = prefix + "." + CodeRecord.kebabCase(component.getName());
            if (component.getType().isRecord()) {
                expectAll(name, component.getType());
            } else {
                DefaultValue value = parameters[i].getAnnotation(DefaultValue.class);
                expect(name, value == null ? "" : String.join(",", value.value()));
            }
        }
    }

    private void expect(String name, String value) {
        String variable = name.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
        expected.merge(name, new Row(variable, value), (old, row) -> row.value().isEmpty() ? old : row);
    }

    /** What application.yaml sets, itself or from a variable, counts instead. */
    private void override(String name, String value) {
        Matcher variable = VARIABLE.matcher(value);
        if (variable.matches()) {
            expected.put(name, new Row(variable.group(1), variable.group(2) == null ? "" : variable.group(2)));
        } else if (name.startsWith("chat.")) {
            expect(name, value);
        }
    }

    private static Map<String, String> flatten(String prefix, Map<String, Object> tree) {
        Map<String, String> flat = new TreeMap<>();
        tree.forEach((key, value) -> {
            if (value instanceof Map<?, ?>) {
                flat.putAll(flatten(prefix + key + ".", SchemaComparison.map(value)));
            } else {
                flat.put(prefix + key, String.valueOf(value));
            }
        });
        return flat;
    }

    @Test
    void theTablesNameEveryPropertyWithItsVariableAndItsDefault() throws IOException {
        Map<String, Row> documented = new TreeMap<>();
        Files.readAllLines(PAGE).stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .forEach(row -> {
                    String value = row.group(4) == null ? "" : row.group(4);
                    documented.put(row.group(1), new Row(row.group(2), value));
                });
        documented.keySet().removeIf(name -> !name.startsWith("chat.") && !expected.containsKey(name));

        assertThat(expected).hasSizeGreaterThan(30);
        assertThat(documented).containsExactlyInAnyOrderEntriesOf(expected);
    }
}
