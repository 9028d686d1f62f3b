package com.sealkloud.chat.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;
import org.yaml.snakeyaml.Yaml;

/**
 * The tables of {@code src/docs/configuration.md} list the existing properties with their variables
 * and defaults.
 */
class ConfigurationTableTests {

    private static final Path EXAMPLE = Path.of(".env.example");
    private static final Path COMPOSE = Path.of("docker-compose.yml");
    private static final String MARK = "# --- every other setting, with its default ---\n";

    private static final Path PAGE = Path.of("src/docs/configuration.md");
    private static final Path MAIN = Path.of("src/main");
    private static final Path SETTINGS = MAIN.resolve("resources/application.yaml");

    private static final Pattern ROW =
            Pattern.compile("\\| `([a-z0-9.-]+)` \\| `([A-Z0-9_]+)` \\| (`([^`]*)`|–) \\|.*");
    private static final Pattern SPRING_ROW = Pattern.compile("\\| [^|]+ \\| `([A-Z0-9_]+)`(?:, …)? \\|.*");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(chat\\.[a-z.-]+)(?::([^}]*))?}");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)(?::([^}]*))?}");

    private static final Pattern PASSWORD = Pattern.compile("(?m)^#?([A-Z_]+_PASSWORD)=");
    private static final Set<String> PASSWORDS_OF_THE_SERVER =
            Set.of("CHAT_ADMIN_PASSWORD", "CHAT_RELAY_PASSWORD", "CHAT_SERVICE_PASSWORD", "SPRING_MAIL_PASSWORD");

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

    /** A value that cannot be must stop the start, as the page says. */
    @Test
    void everyRecordOfPropertiesIsValidated() {
        assertThat(CodeRecord.all().stream()
                        .map(CodeRecord::type)
                        .filter(type -> type.isAnnotationPresent(ConfigurationProperties.class))
                        .filter(type -> !type.isAnnotationPresent(Validated.class)))
                .isEmpty();
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

    /** {@code -Denv.write=true} writes them there. */
    @Test
    void theExampleForContainersNamesEverySettingByItsGroup() throws IOException {
        String example = Files.readString(EXAMPLE);
        String own = example.substring(0, example.indexOf(MARK) + MARK.length());
        String complete = own + settingsByGroup(own);
        if (Boolean.getBoolean("env.write")) {
            Files.writeString(EXAMPLE, complete);
        }

        assertThat(complete).contains("#CHAT_WEBHOOK_HOSTS=", "#DEBUG=", "#CHAT_AUTOMATION_HOURS=mon-fri 09:00-17:00");
        assertThat(Files.readString(EXAMPLE)).isEqualTo(complete);
    }

    private String settingsByGroup(String before) throws IOException {
        Set<String> settled = composed("environment").keySet();
        StringBuilder settings = new StringBuilder();
        for (String line : Files.readAllLines(PAGE)) {
            Matcher row = ROW.matcher(line);
            Matcher spring = SPRING_ROW.matcher(line);
            if (line.startsWith("## ")) {
                settings.append("\n# ").append(line.substring(3)).append('\n');
            } else if (row.matches() || spring.matches()) {
                String variable = row.matches() ? row.group(2) : spring.group(1);
                String value = row.matches() && row.group(4) != null ? row.group(4) : "";
                if (!settled.contains(variable) && !before.contains(variable + "=")) {
                    settings.append('#')
                            .append(variable)
                            .append('=')
                            .append(value)
                            .append('\n');
                }
            }
        }
        return settings.toString();
    }

    private static Map<String, Object> composed(String key) throws IOException {
        Map<String, Object> file = new Yaml().load(Files.readString(COMPOSE));
        return SchemaComparison.map(
                SchemaComparison.map(SchemaComparison.map(file.get("services")).get("app"))
                        .get(key));
    }

    @Test
    void containersGetEverySettingOfTheExampleButNoPasswordsOfOthers() throws IOException {
        Map<String, Object> file = new Yaml().load(Files.readString(COMPOSE));
        Map<String, Object> app =
                SchemaComparison.map(SchemaComparison.map(file.get("services")).get("app"));

        assertThat(app.get("env_file")).isEqualTo(".env");
        assertThat(PASSWORD.matcher(Files.readString(EXAMPLE)).results().map(found -> found.group(1)))
                .contains("POSTGRES_PASSWORD", "CHAT_EVENT_READER_PASSWORD")
                .filteredOn(name -> !PASSWORDS_OF_THE_SERVER.contains(name))
                .allSatisfy(name -> assertThat(composed("environment")).containsEntry(name, ""));
        // It is to be removed after the first start, which must not stop the next one.
        assertThat(Files.readString(COMPOSE)).doesNotContain("${CHAT_ADMIN_PASSWORD:?");
    }
}
