package com.sealkloud.chat.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.testing.EventSchemas;
import com.sealkloud.chat.testing.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A reference has none of the fields in which somebody can write what they like. */
class EventReferenceTests {

    /** It has the form of an id, so that it is left out for its field alone. */
    private static final String WORDS = "canary";

    private final JsonMapper json = new JsonMapper();

    static Stream<Path> schemas() throws IOException {
        return Files.list(EventSchemas.FOLDER).sorted();
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void hasNoTextOfAnybody(Path file) throws IOException {
        JsonNode schema = Json.read(Files.readString(file));
        String key = schema.required("title").stringValue();
        for (JsonNode choice : schema.at("/allOf/1/properties/data/oneOf")) {
            JsonNode event = filled(schema, choice);

            JsonNode reference = json.valueToTree(EventReference.to(event));

            assertThat(reference.toString())
                    .contains(event.required("type").stringValue())
                    .doesNotContain(WORDS);
            assertThat(EventSchemas.errors(key, envelope(key, reference))).isEmpty();
        }
    }

    private JsonNode envelope(String key, JsonNode reference) {
        ObjectNode envelope = json.createObjectNode();
        envelope.put("eventId", "support-7").put("type", key).put("version", 1);
        envelope.put("occurredAt", "2026-11-22T16:49:15.094Z")
                .put("conversationId", "support")
                .put("seq", 7);
        envelope.putObject("actor").put("id", "lena");
        envelope.set("reference", reference);
        return envelope;
    }

    /** An event in which every field has a value, and each free text is the same word. */
    private JsonNode filled(JsonNode schema, JsonNode of) {
        if (of.has("$ref")) {
            return filled(schema, schema.at(of.path("$ref").stringValue().substring(1)));
        }
        if (of.has("const") || of.has("enum")) {
            return of.has("const") ? of.path("const") : of.path("enum").get(0);
        }
        return switch (of.path("type").asString("")) {
            case "object" -> {
                ObjectNode object = json.createObjectNode();
                of.path("properties")
                        .properties()
                        .forEach(property -> object.set(property.getKey(), filled(schema, property.getValue())));
                yield object;
            }
            case "array" -> json.createArrayNode().add(filled(schema, of.path("items")));
            case "string" -> json.valueToTree(text(of));
            case "integer" -> json.valueToTree(7);
            case "boolean" -> json.valueToTree(true);
            default -> throw new IllegalStateException(of.toString());
        };
    }

    private static String text(JsonNode of) {
        if (of.path("format").asString("").equals("date-time")) {
            return "2026-11-22T16:49:15.094Z";
        }
        return of.has("pattern") ? "an-id" : WORDS;
    }
}
