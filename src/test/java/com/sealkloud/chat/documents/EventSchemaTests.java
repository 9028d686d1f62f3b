package com.sealkloud.chat.documents;

import static com.sealkloud.chat.documents.SchemaComparison.map;
import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.testing.EventSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON Schemas of {@code chat.events} are generated from {@code asyncapi.yaml}. After a change,
 * regenerate them with {@code mvn test -Dtest=EventSchemaTests -Dschemas.write=true}.
 */
class EventSchemaTests {
    private static final Pattern REFERENCE = Pattern.compile("#/components/schemas/(\\w+)");
    private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";

    private final JsonMapper json =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private final Map<String, Object> document = read();
    private final Map<String, Object> components = map(document.get("components"));

    private static Map<String, Object> read() {
        try {
            return map(new Yaml().load(Files.readString(Path.of("src/docs/asyncapi.yaml"))));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theFilesSayWhatTheDocumentSays() throws IOException {
        Map<String, String> made = new TreeMap<>();
        channels().forEach(channel -> made.put(channel.get("address") + ".json", schemaOf(channel)));
        if (Boolean.getBoolean("schemas.write")) {
            Files.createDirectories(EventSchemas.FOLDER);
            for (Map.Entry<String, String> file : made.entrySet()) {
                Files.writeString(EventSchemas.FOLDER.resolve(file.getKey()), file.getValue());
            }
        }
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> files = Files.list(EventSchemas.FOLDER)) {
            for (Path file : files.toList()) {
                found.put(file.getFileName().toString(), Files.readString(file));
            }
        }

        assertThat(found)
                .as("They differ from asyncapi.yaml. If that is right, write them anew:"
                        + " mvn test -Dtest=EventSchemaTests -Dschemas.write=true")
                .isEqualTo(made);
    }

    @Test
    void theExamplesOfTheDocumentFit() {
        channels().forEach(channel -> {
            String key = channel.get("address").toString();
            SchemaComparison.list(messageOf(channel).get("examples"))
                    .forEach(example -> assertThat(EventSchemas.errors(
                                    key, json.valueToTree(map(example).get("payload"))))
                            .as(key)
                            .isEmpty());
        });
    }

    private Stream<Map<String, Object>> channels() {
        return map(document.get("channels")).values().stream()
                .map(SchemaComparison::map)
                .filter(channel -> "chat.events"
                        .equals(map(map(map(channel.get("bindings")).get("amqp"))
                                        .get("exchange"))
                                .get("name")));
    }

    private Map<String, Object> messageOf(Map<String, Object> channel) {
        Object reference =
                map(map(channel.get("messages")).values().iterator().next()).get("$ref");
        return map(map(components.get("messages")).get(reference.toString().replaceFirst(".*/", "")));
    }

    private String schemaOf(Map<String, Object> channel) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", DRAFT);
        schema.put("title", channel.get("address"));
        schema.put("description", channel.get("description"));
        Map<String, Object> payload = map(messageOf(channel).get("payload"));
        schema.putAll(payload);
        Map<String, Object> definitions = new TreeMap<>();
        define(payload, definitions);
        schema.put("$defs", definitions);
        JsonNode written = json.valueToTree(schema);
        return REFERENCE.matcher(json.writeValueAsString(written)).replaceAll("#/\\$defs/$1") + "\n";
    }

    private void define(Object schema, Map<String, Object> definitions) {
        REFERENCE
                .matcher(json.writeValueAsString(schema))
                .results()
                .map(found -> found.group(1))
                .distinct()
                .filter(name -> !definitions.containsKey(name))
                .forEach(name -> {
                    Object definition = map(components.get("schemas")).get(name);
                    definitions.put(name, definition);
                    define(definition, definitions);
                });
    }
}
