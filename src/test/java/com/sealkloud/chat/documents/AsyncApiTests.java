package com.sealkloud.chat.documents;

import static com.sealkloud.chat.documents.SchemaComparison.list;
import static com.sealkloud.chat.documents.SchemaComparison.map;
import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.api.RefusalCode;
import com.sealkloud.chat.log.ConversationEvent;
import com.sealkloud.chat.presence.PresenceStatus;
import com.sealkloud.chat.reading.ReadMoved;
import com.sealkloud.chat.realtime.FrameBody;
import com.sealkloud.chat.session.SubscriptionPolicy;
import com.sealkloud.chat.testing.Chat;
import com.sealkloud.chat.testing.Mode;
import com.sealkloud.chat.testing.Servers;
import com.sealkloud.chat.ticket.TicketChanged;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.core.MethodParameter;
import org.springframework.messaging.handler.HandlerMethod;
import org.springframework.messaging.simp.annotation.support.SimpAnnotationMethodMessageHandler;
import org.springframework.test.util.ReflectionTestUtils;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code src/docs/asyncapi.yaml} agrees with the code. */
@ExtendWith(Servers.class)
class AsyncApiTests {

    private static final Path DOCS = Path.of("src/docs");
    private static final Path FILE = DOCS.resolve("asyncapi.yaml");
    private static final Path CHECKER = Path.of("src/test/node/asyncapi");

    private final Chat chat = Servers.chat(Mode.EMBEDDED_H2);
    private final SimpAnnotationMethodMessageHandler handler = chat.bean(SimpAnnotationMethodMessageHandler.class);

    private final List<SubscriptionPolicy> policies = chat.beans(SubscriptionPolicy.class);

    private final JsonMapper json = chat.bean(JsonMapper.class);

    private final Map<String, Object> document = read();
    private final Map<String, Object> channels = map(document.get("channels"));
    private final Map<String, Object> components = map(document.get("components"));
    private final Map<String, Object> schemas = map(components.get("schemas"));

    private static Map<String, Object> read() {
        try {
            return map(new Yaml().load(Files.readString(FILE)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void clientsMaySendToTheDestinationsOfTheFileAndToNoOther() {
        assertThat(channelsByAddress().keySet().stream().filter(address -> address.startsWith("/app/")))
                .containsExactlyInAnyOrderElementsOf(bodiesByDestination().keySet());
    }

    @Test
    void bodiesAreBoundAsTheirSchemasSay() {
        SchemaComparison comparison = new SchemaComparison(schemas, json);
        assertThat(bodiesByDestination().entrySet().stream()
                        .filter(entry -> channelsByAddress().containsKey(entry.getKey()))
                        .flatMap(entry ->
                                comparison
                                        .ofBody(
                                                new CodeRecord(entry.getValue()),
                                                payloadsOf(entry.getKey()).get(0))
                                        .stream()
                                        .map(difference -> entry.getKey() + ": " + difference)))
                .isEmpty();
    }

    @Test
    void contentIsLimitedAsItsSchemaSays() {
        Object longest = ReflectionTestUtils.invokeMethod(chat.bean(conversationProperties()), "longestContent");
        for (String destination : List.of("/app/message", "/app/room_message")) {
            Map<String, Object> content =
                    map(map(payloadsOf(destination).get(0).get("properties")).get("content"));
            assertThat(content).containsEntry("maxLength", longest);
        }
    }

    private static Class<?> conversationProperties() {
        return CodeRecord.all().stream()
                .filter(record -> record.name().equals("ConversationProperties"))
                .findFirst()
                .orElseThrow()
                .type();
    }

    @Test
    void eventsAreWrittenAsTheirSchemasSay() {
        SchemaComparison comparison = new SchemaComparison(schemas, json);
        assertThat(writtenRecords().stream()
                        .flatMap(record -> comparison.ofEvent(record, map(schemas.get(record.name()))).stream()))
                .isEmpty();
    }

    @Test
    void everyTypeOfEventIsInTheFileAndNoOther() {
        Set<String> types = new HashSet<>(Set.of("typing_start", "typing_stop"));
        Arrays.stream(PresenceStatus.values())
                .forEach(status -> types.add(ReflectionTestUtils.invokeMethod(status, "eventType")));
        eventRecords().stream()
                .filter(record -> record.component("type").isEmpty())
                .forEach(record -> types.add(
                        json.valueToTree(record.example()).path("type").stringValue()));

        assertThat(eventSchemas().flatMap(schema -> typesOf(schema).stream()))
                .containsExactlyInAnyOrderElementsOf(types);
        assertThat(messagesOfEvents().keySet()).containsExactlyInAnyOrderElementsOf(types);
    }

    @Test
    void messagesAreNamedAfterTheirTypeOfEvent() {
        messagesOfEvents().forEach((name, message) -> {
            Map<String, Object> schema = resolved(map(message).get("payload"));
            assertThat(typesOf(schema)).as(name).contains(name);
        });
    }

    @Test
    void conversationEventsGoWhereTheFileSays() {
        for (CodeRecord record : conversationEvents()) {
            ConversationEvent event = (ConversationEvent) record.example();
            for (String destination : event.destinations()) {
                assertThat(channelOf(destination))
                        .as(record.name() + " to " + destination)
                        .isNotNull()
                        .satisfies(channel ->
                                assertThat(map(channel.get("messages"))).containsKey(event.type()));
            }
        }
    }

    @Test
    void whatTheFileOffersForSubscriptionIsDecidedByAPolicy() {
        assertThat(channelsByAddress().keySet().stream()
                        .filter(address -> address.startsWith("/user/") || address.startsWith("/topic/"))
                        .map(address -> address.replaceAll("\\{\\w+}", "x")))
                .hasSize(8)
                .allMatch(destination -> policies.stream().anyMatch(policy -> policy.covers(destination)));
    }

    @Test
    void refusalsHaveTheCodesOfTheFile() {
        assertThat(list(map(schemas.get("RefusalCode")).get("enum")))
                .containsExactlyElementsOf(Arrays.stream(RefusalCode.values())
                        .<Object>map(RefusalCode::wireName)
                        .toList());
    }

    @Test
    void programsFindTheRoutingKeysOfTheFileAtChatEvents() {
        Set<String> keys = conversationEvents().stream()
                .map(record -> ((ConversationEvent) record.example()).routingKey())
                .collect(Collectors.toCollection(TreeSet::new));
        Arrays.stream(TicketChanged.Change.values()).forEach(change -> keys.add(change.routingKey()));
        Object read = ReflectionTestUtils.invokeMethod(
                chat.bean("readMarks", Object.class),
                "publicationOf",
                new ReadMoved("support", "lena", 1, Instant.now()));
        keys.add(ReflectionTestUtils.invokeMethod(read, "routingKey"));

        assertThat(channels.values().stream()
                        .filter(channel -> "chat.events".equals(exchangeOf(map(channel))))
                        .map(channel -> map(channel).get("address")))
                .containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    void topicsOfTheBrokerAreThoseOfTheWebSocket() {
        Set<Object> keys = channels.values().stream()
                .filter(channel -> "amq.topic".equals(exchangeOf(map(channel))))
                .map(channel -> map(channel).get("address"))
                .collect(Collectors.toSet());
        Set<String> topics = channelsByAddress().keySet().stream()
                .filter(address -> address.startsWith("/topic/"))
                .map(address -> address.substring("/topic/".length()))
                .collect(Collectors.toSet());
        topics.add("user.{userId}.messages");
        topics.add("user.{userId}.notifications");

        assertThat(keys).containsExactlyInAnyOrderElementsOf(topics);
    }

    /**
     * The page for people: each event has an example there, with fields that the schema knows and
     * none missing.
     */
    @Test
    void theProtocolPageShowsEveryEventAsItIs() throws IOException {
        Map<String, JsonNode> examples = examplesOfThePage();
        messagesOfEvents().forEach((name, message) -> {
            Map<String, Object> schema = resolved(map(message).get("payload"));
            assertThat(examples).as("an example of " + name).containsKey(name);
            assertThat(examples.get(name).propertyNames())
                    .as(name)
                    .isSubsetOf(SchemaComparison.properties(schema).keySet())
                    .containsAll(list(schema.get("required")).stream()
                            .map(Object::toString)
                            .toList());
        });
    }

    private Map<String, JsonNode> examplesOfThePage() throws IOException {
        Map<String, JsonNode> examples = new HashMap<>();
        Pattern.compile("```json\n(\\{.*?\n)```", Pattern.DOTALL)
                .matcher(Files.readString(DOCS.resolve("protocol.md")))
                .results()
                .map((MatchResult block) -> block.group(1))
                .flatMap(block -> Stream.of(block.split("\n(?=\\{)")))
                .map(json::readTree)
                .forEach(example -> examples.put(example.path("type").asString(""), example));
        return examples;
    }

    /**
     * AsyncAPI's own parser, and a JSON Schema validator for the examples; they are programs for
     * Node.
     */
    @Test
    void isAValidDocumentWithExamplesThatFit() throws Exception {
        Path work = Files.createDirectories(Path.of("target/node/asyncapi"));
        Path lock = work.resolve("package-lock.json");
        boolean isInstalled = Files.exists(work.resolve("node_modules/.package-lock.json"))
                && Files.mismatch(CHECKER.resolve("package-lock.json"), lock) == -1;
        for (String name : List.of("package.json", "package-lock.json", "validate.mjs")) {
            Files.copy(CHECKER.resolve(name), work.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!isInstalled) {
            run(work, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline");
        }
        run(work, "node", "validate.mjs", FILE.toAbsolutePath().toString());
    }

    private static void run(Path folder, String... command) throws Exception {
        Path output = Files.createTempFile("asyncapi", ".log");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES))
                    .as(String.join(" ", command) + " ended in time")
                    .isTrue();
            assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        } finally {
            process.destroyForcibly();
            Files.delete(output);
        }
    }

    private Map<String, Class<?>> bodiesByDestination() {
        Map<String, Class<?>> bodies = new HashMap<>();
        handler.getHandlerMethods()
                .forEach((mapping, method) -> mapping.getDestinationConditions()
                        .getPatterns()
                        .forEach(pattern -> bodies.put("/app" + pattern, bodyOf(method))));
        return bodies;
    }

    private static Class<?> bodyOf(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(FrameBody.class))
                .map(MethodParameter::getParameterType)
                .findFirst()
                .orElseThrow(() -> new AssertionError(method + " has no @FrameBody"));
    }

    private List<CodeRecord> conversationEvents() {
        return CodeRecord.all().stream()
                .filter(record -> ConversationEvent.class.isAssignableFrom(record.type()))
                .toList();
    }

    /** Every record that is written with a type and a time: that is what makes an event. */
    private List<CodeRecord> eventRecords() {
        return CodeRecord.all().stream()
                .filter(record -> record.component("timestamp").isPresent())
                .filter(record -> record.fields(json).contains("type"))
                .toList();
    }

    /** The events, the envelope, and what they contain. */
    private List<CodeRecord> writtenRecords() {
        Set<Class<?>> found = new HashSet<>();
        List<Class<?>> open = new ArrayList<>();
        eventRecords().forEach(record -> open.add(record.type()));
        CodeRecord.all().stream()
                .filter(record -> record.name().equals("EventEnvelope"))
                .forEach(record -> open.add(record.type()));
        while (!open.isEmpty()) {
            Class<?> type = open.remove(open.size() - 1);
            if (found.add(type)) {
                Arrays.stream(type.getRecordComponents())
                        .map(component -> component.getAccessor())
                        .map(AsyncApiTests::elementType)
                        .filter(Class::isRecord)
                        .forEach(open::add);
            }
        }
        return found.stream().map(CodeRecord::new).toList();
    }

    private static Class<?> elementType(Method accessor) {
        return accessor.getGenericReturnType() instanceof java.lang.reflect.ParameterizedType list
                ? (Class<?>) list.getActualTypeArguments()[0]
                : accessor.getReturnType();
    }

    private Stream<Map<String, Object>> eventSchemas() {
        return schemas.values().stream()
                .map(SchemaComparison::map)
                .filter(schema ->
                        SchemaComparison.properties(schema).keySet().containsAll(Set.of("type", "timestamp")));
    }

    private static List<String> typesOf(Map<String, Object> schema) {
        Map<String, Object> type = map(SchemaComparison.properties(schema).get("type"));
        return type.containsKey("const")
                ? List.of(type.get("const").toString())
                : list(type.get("enum")).stream().map(Object::toString).toList();
    }

    private Map<String, Object> messagesOfEvents() {
        return map(components.get("messages")).entrySet().stream()
                .filter(entry -> SchemaComparison.properties(
                                resolved(map(entry.getValue()).get("payload")))
                        .containsKey("timestamp"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /**
     * Without those that the service only reads: {@code chat.inbound} has the keys of rooms, as
     * {@code amq.topic} does.
     */
    private Map<String, Map<String, Object>> channelsByAddress() {
        return channels.values().stream()
                .map(SchemaComparison::map)
                .filter(channel -> !"chat.inbound".equals(exchangeOf(channel)))
                .collect(Collectors.toMap(channel -> channel.get("address").toString(), channel -> channel));
    }

    private Map<String, Object> channelOf(String topic) {
        String key = topic.substring("/topic/".length());
        return channelsByAddress().entrySet().stream()
                .filter(entry ->
                        key.matches(entry.getKey().replace(".", "\\.").replaceAll("\\{\\w+}", "[A-Za-z0-9_-]+")))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private List<Map<String, Object>> payloadsOf(String address) {
        return map(channelsByAddress().get(address).get("messages")).values().stream()
                .map(reference -> reference(reference))
                .map(message -> resolved(message.get("payload")))
                .toList();
    }

    private Map<String, Object> reference(Object message) {
        String name = map(message).get("$ref").toString().replaceFirst(".*/", "");
        return map(map(components.get("messages")).get(name));
    }

    private Map<String, Object> resolved(Object schema) {
        return new SchemaComparison(schemas, json).resolved(schema);
    }

    private static Object exchangeOf(Map<String, Object> channel) {
        return map(map(map(channel.get("bindings")).get("amqp")).get("exchange"))
                .get("name");
    }
}
