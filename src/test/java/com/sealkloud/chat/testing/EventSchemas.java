package com.sealkloud.chat.testing;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The published JSON Schemas of {@code chat.events}, and an independent validator. */
public final class EventSchemas {
    public static final Path FOLDER = Path.of("src/main/resources/schemas/events");

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private EventSchemas() {}

    /** @return what is wrong with this envelope, in words; nothing if it is as its schema says */
    public static List<String> errors(String routingKey, JsonNode envelope) {
        return validate(FOLDER.resolve(routingKey + ".json"), envelope);
    }

    /** @param schema a file */
    public static List<String> validate(Path schema, JsonNode value) {
        try {
            return REGISTRY.getSchema(Files.readString(schema)).validate(value).stream()
                    .map(Object::toString)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
