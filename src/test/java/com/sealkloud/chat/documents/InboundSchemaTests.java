package com.sealkloud.chat.documents;

import static com.sealkloud.chat.documents.SchemaComparison.map;
import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.testing.Chat;
import com.sealkloud.chat.testing.Mode;
import com.sealkloud.chat.testing.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON Schemas of {@code chat.inbound} agree with the code and with {@code asyncapi.yaml}. */
@ExtendWith(Servers.class)
class InboundSchemaTests {
    private static final Path SCHEMAS = Path.of("src/main/resources/schemas/inbound");

    private final Chat chat = Servers.chat(Mode.EMBEDDED_H2);
    private final JsonMapper json = chat.bean(JsonMapper.class);

    @ParameterizedTest
    @CsvSource({
        "room, Post",
        "ticket.opened, TicketOpened",
        "ticket.status_changed, StatusChanged",
        "ticket.assigned, Assigned",
        "ticket.closed, Closed",
        "ticket.escalate, Escalate",
        "member.add, MemberAdd",
        "member.remove, MemberRemove",
        "message.edit, MessageEdit",
        "message.delete, MessageDelete"
    })
    void bodiesAreBoundAsTheirSchemasSay(String name, String record) throws IOException {
        Map<String, Object> schema = read(name);
        Map<String, Object> described = map(schemasOfTheDocument().get(record));

        for (String part : new String[] {"properties", "description"}) {
            JsonNode stated = json.valueToTree(described.get(part));
            JsonNode served = json.valueToTree(schema.get(part));
            assertThat(stated).isEqualTo(served);
        }
        assertThat(new SchemaComparison(Map.of(), json).ofBody(command(record), withoutNull(schema)))
                .isEmpty();
    }

    @Test
    void everybodyFindsThemOverHttp() throws IOException {
        String served =
                chat.get("/schemas/inbound/ticket.opened.json").expect(200).body();

        JsonNode file = json.valueToTree(read("ticket.opened"));
        assertThat(json.readTree(served)).isEqualTo(file);
    }

    private static CodeRecord command(String name) {
        return CodeRecord.all().stream()
                .filter(record -> record.type().getName().endsWith("InboundCommand$" + name))
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> read(String name) throws IOException {
        return json.readValue(Files.readString(SCHEMAS.resolve(name + ".json")), Map.class);
    }

    /** What may be left out may also be null; that is said of all such fields alike. */
    private Map<String, Object> withoutNull(Map<String, Object> schema) {
        map(schema.get("properties")).values().stream()
                .map(SchemaComparison::map)
                .filter(property -> property.get("type") instanceof java.util.List<?>)
                .forEach(property -> {
                    property.put(
                            "type", SchemaComparison.list(property.get("type")).get(0));
                    property.computeIfPresent(
                            "enum",
                            (key, values) -> SchemaComparison.list(values).stream()
                                    .flatMap(Stream::ofNullable)
                                    .toList());
                });
        return schema;
    }

    private static Map<String, Object> schemasOfTheDocument() throws IOException {
        Map<String, Object> document = map(new Yaml().load(Files.readString(Path.of("src/docs/asyncapi.yaml"))));
        return map(map(document.get("components")).get("schemas"));
    }
}
