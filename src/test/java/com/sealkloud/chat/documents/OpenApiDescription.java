package com.sealkloud.chat.documents;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.sealkloud.chat.api.RefusalCode;
import com.sealkloud.chat.conversation.ConversationDetails;
import com.sealkloud.chat.message.DirectMessage;
import com.sealkloud.chat.message.RoomMessage;
import com.sealkloud.chat.room.MemberJoined;
import com.sealkloud.chat.room.MemberLeft;
import com.sealkloud.chat.room.RoomCreated;
import com.sealkloud.chat.text.VisibleLine;
import com.sealkloud.chat.text.VisibleText;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.oas.models.servers.ServerVariable;
import io.swagger.v3.oas.models.servers.ServerVariables;
import io.swagger.v3.oas.models.tags.Tag;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.json.JsonMapper;

/**
 * Completes what springdoc reads from the controllers. The production code has no annotations for
 * it: names and explanations come from {@link OpenApiOperations}, required and nullable fields from
 * the records.
 */
@SuppressWarnings({"rawtypes", "unchecked"}) // of swagger's own model
@TestConfiguration(proxyBeanMethods = false)
class OpenApiDescription {

    private static final Map<Integer, List<String>> CODES = new TreeMap<>(Map.ofEntries(
            Map.entry(400, List.of("bad_request")),
            Map.entry(401, List.of("authentication_required")),
            Map.entry(403, List.of("forbidden")),
            Map.entry(404, List.of("not_found")),
            Map.entry(409, List.of("conflict", "closed", "held")),
            Map.entry(413, List.of("too_large", "quota_exceeded")),
            Map.entry(415, List.of("unsupported_type")),
            Map.entry(422, List.of("infected")),
            Map.entry(429, List.of("rate_limited")),
            Map.entry(503, List.of("unavailable"))));

    private static final Map<String, String> MEANINGS = Map.ofEntries(
            Map.entry("closed", "The ticket is closed, and stays so."),
            Map.entry("held", "A hold keeps the conversation."),
            Map.entry("bad_request", "The request is invalid."),
            Map.entry("authentication_required", "The token or password is missing, wrong or expired."),
            Map.entry("forbidden", "The caller may not do this."),
            Map.entry("not_found", "It does not exist, or the caller may not see it."),
            Map.entry("conflict", "It already exists, or the clientMessageId was used for other content."),
            Map.entry("too_large", "The content is too long."),
            Map.entry("unsupported_type", "The file may not be uploaded, or is not what its name says."),
            Map.entry("infected", "The virus scanner has found something in the file."),
            Map.entry("quota_exceeded", "The user has uploaded too much today."),
            Map.entry("rate_limited", "Too many at once. Retry-After and retryAfterMs say when to retry."),
            Map.entry("unavailable", "Nothing was stored. Retry in a moment."));

    static {
        ModelResolver.enumsAsRef = true;
    }

    @Bean
    GlobalOpenApiCustomizer description(JsonMapper json) {
        return api -> describe(api, json);
    }

    private static void describe(OpenAPI api, JsonMapper json) {
        api.info(new Info()
                .title("SealKloud Chat")
                .version("1")
                .description("The REST API of the helpdesk chat: login, history, catching up, rooms and accounts."
                        + " asyncapi.yaml describes live traffic, and protocol.md explains both."));
        api.servers(List.of(new Server()
                .url("http://localhost:{port}")
                .variables(new ServerVariables()
                        .addServerVariable(
                                "port", new ServerVariable()._default("3002").description("CHAT_PORT")))));
        api.tags(OpenApiOperations.TAGS.entrySet().stream()
                .map(tag -> new Tag().name(tag.getKey()).description(tag.getValue()))
                .toList());
        describeSecurity(api.getComponents());
        describeProblems(api.getComponents());
        describeEvents(api.getComponents());
        api.getComponents().getSchemas().remove("CsrfToken");
        describeRecords(api.getComponents().getSchemas(), json);
        describeStoredEvents(api.getComponents().getSchemas());
        describeDetails(api.getComponents().getSchemas());
        describeOperations(api);
    }

    private static void describeSecurity(Components components) {
        components
                .addSecuritySchemes(
                        "bearer",
                        new SecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .description("A token of POST /api/v1/tokens, or a JWT of the identity provider."))
                .addSecuritySchemes(
                        "session",
                        new SecurityScheme()
                                .type(SecurityScheme.Type.APIKEY)
                                .in(SecurityScheme.In.COOKIE)
                                .name("chat_session")
                                .description("The cookie of POST /api/v1/session; __Host-chat_session over HTTPS."))
                .addSecuritySchemes(
                        "csrf",
                        new SecurityScheme()
                                .type(SecurityScheme.Type.APIKEY)
                                .in(SecurityScheme.In.HEADER)
                                .name("X-XSRF-TOKEN")
                                .description("The value of the cookie XSRF-TOKEN; needed beside the session cookie."));
    }

    private static void describeProblems(Components components) {
        List<Object> codes = new ArrayList<>(List.of("authentication_required"));
        Arrays.stream(RefusalCode.values()).map(RefusalCode::wireName).forEach(codes::add);
        Map<String, Schema> properties = new LinkedHashMap<>();
        properties.put("type", schema("string").format("uri-reference"));
        properties.put("title", schema("string"));
        properties.put("status", schema("integer"));
        properties.put("detail", schema("string").description("For people; programs go by the code."));
        properties.put("instance", schema("string").format("uri-reference"));
        properties.put("code", schema("string")._enum(codes));
        properties.put("retryAfterMs", schema("integer").format("int64"));
        components.addSchemas(
                "Problem",
                schema("object")
                        .description("RFC 9457.")
                        .properties(properties)
                        .required(List.of("status", "title", "code")));
        CODES.forEach((status, names) -> names.forEach(name -> components.addResponses(
                name,
                new ApiResponse()
                        .description(MEANINGS.get(name))
                        .content(content("application/problem+json", reference("Problem"))))));
    }

    private static void describeEvents(Components components) {
        for (Class<?> event : List.of(
                DirectMessage.class, RoomMessage.class, MemberJoined.class, MemberLeft.class, RoomCreated.class)) {
            ModelConverters.getInstance(true).readAll(event).forEach(components::addSchemas);
        }
        components.addSchemas("ChatMessage", oneOf("DirectMessage", "RoomMessage"));
        components.addSchemas(
                "ConversationEvent",
                oneOf("DirectMessage", "RoomMessage", "MemberJoined", "MemberLeft", "RoomCreated")
                        .description("A durable event, exactly as it was sent to clients."));
    }

    private static void describeRecords(Map<String, Schema> schemas, JsonMapper json) {
        Map<String, CodeRecord> records = new LinkedHashMap<>();
        CodeRecord.all().forEach(record -> records.put(record.name(), record));
        schemas.forEach((name, schema) -> {
            CodeRecord record = records.get(name.startsWith("Page") ? "Page" : name);
            // An enumeration can have the same simple name.
            if (record != null && schema.getProperties() != null) {
                describe(record, schema, json);
            }
        });
    }

    private static void describe(CodeRecord record, Schema<?> schema, JsonMapper json) {
        Map<String, Schema> properties = schema.getProperties();
        for (RecordComponent component : record.type().getRecordComponents()) {
            describeText(component.getAccessor(), properties.get(component.getName()));
        }
        boolean isBody = schema.getRequired() != null || record.name().equals("AccountPatch");
        if (isBody) {
            return;
        }
        Set<String> fields = record.fields(json);
        properties.keySet().retainAll(fields);
        if (fields.contains("type")) {
            properties.put(
                    "type",
                    schema("string")
                            ._const(json.valueToTree(record.example())
                                    .path("type")
                                    .stringValue()));
        }
        Set<String> required = new TreeSet<>(fields);
        required.removeIf(record::isLeftOutWhenNull);
        schema.setRequired(List.copyOf(required));
        for (RecordComponent component : record.type().getRecordComponents()) {
            String field = component.getName();
            boolean isRaw = component.getAccessor().isAnnotationPresent(JsonRawValue.class);
            if (CodeRecord.isNullable(component) && required.contains(field) && !isRaw) {
                Schema<?> property = properties.get(field);
                property.setTypes(new LinkedHashSet<>(
                        List.of(property.getTypes().iterator().next(), "null")));
            }
        }
    }

    private static void describeText(Method accessor, Schema<?> property) {
        VisibleLine line = accessor.getAnnotation(VisibleLine.class);
        if (line != null) {
            property.minLength(1).maxLength(line.max());
        }
        VisibleText text = accessor.getAnnotation(VisibleText.class);
        if (text != null) {
            property.minLength(1);
            if (text.max() < Integer.MAX_VALUE) {
                property.maxLength(text.max());
            }
        }
    }

    /** What is written as it was stored is a string to springdoc. */
    private static void describeStoredEvents(Map<String, Schema> schemas) {
        property(schemas, "MessagePage", "messages").setItems(reference("ChatMessage"));
        property(schemas, "EventPage", "items").setItems(reference("ConversationEvent"));
        schemas.get("ConversationView")
                .getProperties()
                .put("lastMessage", new JsonSchema().oneOf(List.of(reference("ChatMessage"), schema("null"))));
    }

    /** To springdoc, what features add is an object without fields. */
    private static void describeDetails(Map<String, Schema> schemas) {
        for (String view : List.of("ConversationView", "RoomView")) {
            schemas.get(view).getProperties().put("ticket", reference("TicketView"));
        }
        schemas.remove(ConversationDetails.Detail.class.getSimpleName());
    }

    private static Schema<?> property(Map<String, Schema> schemas, String name, String property) {
        return (Schema<?>) schemas.get(name).getProperties().get(property);
    }

    private static void describeOperations(OpenAPI api) {
        Set<String> undescribed = new TreeSet<>(OpenApiOperations.ALL.keySet());
        api.getPaths()
                .forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> {
                    String call = method + " " + path;
                    undescribed.remove(call);
                    OpenApiOperations.Operation description = OpenApiOperations.ALL.get(call);
                    if (description == null) {
                        throw new IllegalStateException(call + " is not described in OpenApiOperations");
                    }
                    describe(call, operation, description);
                }));
        if (!undescribed.isEmpty()) {
            throw new IllegalStateException("OpenApiOperations describes calls that do not exist: " + undescribed);
        }
    }

    private static void describe(String call, Operation operation, OpenApiOperations.Operation description) {
        operation
                .tags(List.of(description.tag()))
                .operationId(description.id())
                .summary(description.summary())
                .description(description.description())
                .security(securityOf(call));
        if (operation.getParameters() != null) {
            operation.getParameters().removeIf(parameter -> parameter.getName().equals("csrfToken"));
            operation.getParameters().forEach(OpenApiDescription::describe);
            if (operation.getParameters().isEmpty()) {
                operation.setParameters(null);
            }
        }
        ApiResponses responses = operation.getResponses();
        if (call.endsWith("/messages") && call.startsWith("POST")) {
            responses.addApiResponse(
                    "201",
                    new ApiResponse()
                            .description("Stored.")
                            .content(content("application/json", reference("ChatMessage"))));
            responses
                    .get("200")
                    .description("Had been stored before.")
                    .content(content("application/json", reference("ChatMessage")));
        }
        if (call.equals("POST /api/v1/tickets")) {
            responses.addApiResponse(
                    "201",
                    new ApiResponse()
                            .description("Opened.")
                            .content(content("application/json", reference("QueuedTicket"))));
            responses.get("200").description("Had been opened before.");
        }
        responses.forEach((status, response) -> {
            Content content = response.getContent();
            if (content != null && content.containsKey("*/*")) {
                content.addMediaType("application/json", content.remove("*/*"));
            }
        });
        boolean isOpen = call.startsWith("POST /api/v1/tokens") || call.endsWith(" /api/v1/session");
        Stream.concat(
                        description.refusals().stream(),
                        isOpen ? Stream.of("unavailable") : Stream.of("authentication_required", "unavailable"))
                .distinct()
                .forEach(code -> responses.addApiResponse(
                        String.valueOf(statusOf(code)), new ApiResponse().$ref("#/components/responses/" + code)));
    }

    private static int statusOf(String code) {
        return CODES.entrySet().stream()
                .filter(entry -> entry.getValue().contains(code))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No status for " + code))
                .getKey();
    }

    private static List<SecurityRequirement> securityOf(String call) {
        if (call.equals("POST /api/v1/tokens") || call.equals("POST /api/v1/session")) {
            return List.of();
        }
        SecurityRequirement session = new SecurityRequirement().addList("session");
        if (!call.startsWith("GET")) {
            session.addList("csrf");
        }
        List<SecurityRequirement> ways = new ArrayList<>(List.of(new SecurityRequirement().addList("bearer"), session));
        if (call.equals("DELETE /api/v1/session")) {
            ways.add(new SecurityRequirement());
        }
        return ways;
    }

    private static void describe(Parameter parameter) {
        String description = OpenApiOperations.PARAMETERS.get(parameter.getName());
        if (description == null) {
            throw new IllegalStateException("The parameter " + parameter.getName() + " is not described");
        }
        parameter.description(description);
        switch (parameter.getName()) {
            case "role" -> parameter.schema(reference("Role"));
            case "status" -> parameter.schema(reference("PresenceStatus"));
            default -> {}
        }
    }

    private static Schema<Object> schema(String type) {
        return new JsonSchema().typesItem(type);
    }

    private static Schema<Object> oneOf(String... names) {
        return new JsonSchema()
                .oneOf(Arrays.stream(names)
                        .<Schema>map(OpenApiDescription::reference)
                        .toList());
    }

    private static Schema<Object> reference(String name) {
        return new JsonSchema().$ref("#/components/schemas/" + name);
    }

    private static Content content(String mediaType, Schema<?> schema) {
        return new Content().addMediaType(mediaType, new MediaType().schema(schema));
    }
}
