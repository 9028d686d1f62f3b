package com.sealkloud.chat.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.testing.EventSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Which events name a person whose id could also be a word. */
class NamingTests {

    /** Fields of events with words, names and numbers, which are no ids. */
    private static final Set<String> TEXTS = Set.of(
            "type",
            "change",
            "status",
            "content",
            "contentType",
            "emoji",
            "name",
            "number",
            "senderName",
            "title",
            "userName");

    private final JsonMapper json = JsonMapper.builder().build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'senderId':'client'}",
                "{'mentions':['carol','client']}",
                "{'people':['client','carol']}",
                "{'requestedBy':'client'}",
                "{'closedBy':'client'}",
                "{'memberIds':['client']}",
                "{'ticketId':'7','formerAssigneeId':'client'}",
                "{'data':{'userId':'client'}}",
                "{'reactions':[{'userIds':[],'userId':'client'}]}",
                "{'actor':{'id':'client'},'reference':{'type':'room_message'}}"
            })
    void namedInAFieldOfPeople(String event) {
        assertThat(isNamed(event)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'content':'client','senderId':'carol'}",
                "{'senderId':'carol','senderName':'client'}",
                "{'senderRole':'client'}",
                "{'clientMessageId':'client'}",
                "{'eventId':'client','correlationId':'client','attachmentIds':['client']}",
                "{'ticketId':'client','title':'client'}",
                "{'id':'client','source':'crm','data':{'id':'client'}}",
                "{'client':true,'attachments':[{'name':'client','attachmentId':'client'}]}"
            })
    void notNamedElsewhere(String event) {
        assertThat(isNamed(event)).isFalse();
    }

    /**
     * A field that Naming does not know would keep its event when a person is erased: whoever adds
     * one with people's ids names it so that Naming finds it, or lists it there.
     */
    @ParameterizedTest
    @MethodSource("schemas")
    void everyFieldOfEventsWithAnIdIsKnown(Path schema) throws IOException {
        Fields fields = new Fields(json.readTree(Files.readString(schema)));

        assertThat(fields.paths()).isNotEmpty().allSatisfy(path -> {
            String field = path.get(path.size() - 1);
            if (!Naming.OTHER_IDS.contains(field) && !TEXTS.contains(field)) {
                assertThat(new Naming("client").isIn(filled(path)))
                        .as("%s is known to Naming, or a text", String.join(".", path))
                        .isTrue();
            }
        });
    }

    static Stream<Path> schemas() throws IOException {
        return Files.list(EventSchemas.FOLDER);
    }

    private ObjectNode filled(List<String> path) {
        ObjectNode event = json.createObjectNode();
        ObjectNode inner = event;
        for (String object : path.subList(0, path.size() - 1)) {
            inner = inner.putObject(object);
        }
        inner.put(path.get(path.size() - 1), "client");
        return event;
    }

    /** Where a schema has texts of any kind: neither words of the protocol nor times. */
    private record Fields(JsonNode schema) {

        List<List<String>> paths() {
            List<List<String>> found = new ArrayList<>();
            collect(schema, List.of(), found);
            return found;
        }

        private void collect(JsonNode part, List<String> path, List<List<String>> found) {
            if (!part.isObject()) {
                return;
            }
            if (part.has("$ref")) {
                collect(schema.at(part.path("$ref").stringValue().substring(1)), path, found);
            }
            if (part.path("type").asString("").equals("string") && !isOfTheProtocol(part) && !path.isEmpty()) {
                found.add(path);
            }
            part.path("properties").properties().forEach(field -> collect(field.getValue(), and(path, field), found));
            for (String several : List.of("oneOf", "allOf", "anyOf")) {
                part.path(several).valueStream().forEach(one -> collect(one, path, found));
            }
            collect(part.path("items"), path, found);
            collect(part.path("additionalProperties"), path, found);
        }

        private static boolean isOfTheProtocol(JsonNode text) {
            return text.has("enum") || text.has("const") || text.has("format");
        }

        private static List<String> and(List<String> path, Map.Entry<String, JsonNode> field) {
            return Stream.concat(path.stream(), Stream.of(field.getKey())).toList();
        }
    }

    private boolean isNamed(String event) {
        return new Naming("client").isIn(json.readTree(event.replace('\'', '"')));
    }
}
