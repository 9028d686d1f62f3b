package com.sealkloud.chat.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Test cases shared by this service and its page: vitest reads the same files. */
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
