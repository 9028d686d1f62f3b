package com.sealkloud.chat.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The lists of cases that this service and its page are both measured by: vitest reads the same files. */
public final class Cases {
    private static final JsonMapper JSON = new JsonMapper();

    private Cases() {}

    public static List<JsonNode> of(String name) {
        try {
            return JSON.readTree(Files.readString(Path.of("src/test/resources/text", name + ".json")))
                    .valueStream()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
