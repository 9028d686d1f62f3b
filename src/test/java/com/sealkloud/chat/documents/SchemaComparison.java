package com.sealkloud.chat.documents;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.conversation.ConversationDetails;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/** Lists in words where a JSON Schema differs from the record that it describes. */
class SchemaComparison {

    private final Map<String, Object> schemas;
    private final JsonMapper json;

    SchemaComparison(Map<String, Object> schemas, JsonMapper json) {
        this.schemas = schemas;
        this.json = json;
    }

    /** What the application writes. */
    List<String> ofEvent(CodeRecord record, Map<String, Object> schema) {
        Set<String> fields = record.fields(json);
        Set<String> required = new HashSet<>(fields);
        required.removeIf(record::isLeftOutWhenNull);
        return compare(record, schema, fields, required);
    }

    /** What the application binds. */
    List<String> ofBody(CodeRecord record, Map<String, Object> schema) {
        Set<String> fields = new HashSet<>();
        Set<String> required = new HashSet<>();
        List<String> differences = new ArrayList<>();
        for (RecordComponent component : record.type().getRecordComponents()) {
            fields.add(component.getName());
            AnnotatedElement accessor = component.getAccessor();
            if (accessor.isAnnotationPresent(NotNull.class) || accessor.isAnnotationPresent(NotBlank.class)) {
                required.add(component.getName());
            }
            Pattern pattern = accessor.getAnnotation(Pattern.class);
            Object stated =
                    resolved(properties(schema).get(component.getName())).get("pattern");
            if (pattern != null && !("^" + pattern.regexp() + "$").equals(stated)) {
                differences.add(record.name() + "." + component.getName() + " has the pattern " + stated
                        + " instead of " + pattern.regexp());
            }
        }
        differences.addAll(compare(record, schema, fields, required));
        return differences;
    }

    private List<String> compare(
            CodeRecord record, Map<String, Object> schema, Set<String> fields, Set<String> required) {
        List<String> differences = new ArrayList<>();
        Map<String, Object> properties = properties(schema);
        if (!properties.keySet().equals(fields)) {
            differences.add(record.name() + " has the fields " + sorted(fields) + ", its schema has "
                    + sorted(properties.keySet()));
        }
        Set<Object> statedRequired = new HashSet<>(list(schema.get("required")));
        if (!statedRequired.equals(required)) {
            differences.add(record.name() + " always has " + sorted(required) + ", its schema requires "
                    + sorted(statedRequired));
        }
        for (RecordComponent component : record.type().getRecordComponents()) {
            Map<String, Object> property = map(properties.get(component.getName()));
            boolean isRaw = component.getAccessor().isAnnotationPresent(JsonRawValue.class);
            if (!property.isEmpty() && !isRaw && !fits(component.getGenericType(), withoutNull(property))) {
                differences.add(record.name() + "." + component.getName() + " is a " + component.getGenericType()
                        + ", its schema is " + property);
            }
            boolean writesNull =
                    CodeRecord.isNullable(component) && required.contains(component.getName()) && !isBody(component);
            if (!property.isEmpty() && writesNull != allowsNull(property)) {
                differences.add(record.name() + "." + component.getName()
                        + (writesNull ? " can be null, unlike its schema" : " is never null, unlike its schema"));
            }
        }
        return differences;
    }

    private static Map<String, Object> withoutNull(Map<String, Object> schema) {
        return list(schema.get("oneOf")).stream()
                .map(SchemaComparison::map)
                .filter(choice -> !"null".equals(choice.get("type")))
                .findFirst()
                .orElse(schema);
    }

    private static boolean isBody(RecordComponent component) {
        return component.getAccessor().isAnnotationPresent(NotNull.class);
    }

    private boolean fits(Type type, Map<String, Object> schema) {
        Map<String, Object> resolved = resolved(schema);
        if (type == String.class) {
            return resolved.containsKey("const") || types(resolved).contains("string");
        }
        if (Set.of(long.class, Long.class, int.class, Integer.class).contains(type)) {
            return types(resolved).contains("integer") || resolved.get("const") instanceof Integer;
        }
        if (type == boolean.class || type == Boolean.class) {
            return types(resolved).contains("boolean");
        }
        if (type == Instant.class) {
            return "date-time".equals(resolved.get("format"));
        }
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return types(resolved).contains("array")
                    && fits(list.getActualTypeArguments()[0], map(resolved.get("items")));
        }
        if (type instanceof Class<?> enumeration && enumeration.isEnum()) {
            return wireNames(enumeration).equals(resolved.get("enum"));
        }
        if (type == ConversationDetails.Detail.class) {
            return "#/components/schemas/TicketView".equals(schema.get("$ref"));
        }
        if (type instanceof Class<?> spelledOut
                && spelledOut.isRecord()
                && types(schema).contains("object")) {
            List<RecordComponent> components = List.of(spelledOut.getRecordComponents());
            return properties(schema).size() == components.size()
                    && components.stream()
                            .allMatch(component -> fits(
                                    component.getGenericType(),
                                    map(properties(schema).get(component.getName()))));
        }
        return type instanceof Class<?> record
                && (record.isRecord() || record == Person.class)
                && ("#/components/schemas/" + record.getSimpleName()).equals(schema.get("$ref"));
    }

    List<String> wireNames(Class<?> enumeration) {
        return Arrays.stream(enumeration.getEnumConstants())
                .map(constant -> json.convertValue(constant, String.class))
                .toList();
    }

    private boolean allowsNull(Map<String, Object> schema) {
        return types(resolved(schema)).contains("null")
                || list(schema.get("oneOf")).stream()
                        .anyMatch(choice -> "null".equals(map(choice).get("type")));
    }

    private static List<Object> types(Map<String, Object> schema) {
        Object type = schema.get("type");
        return type instanceof List<?> ? list(type) : type == null ? List.of() : List.of(type);
    }

    /** @return the schema itself, or what it refers to */
    Map<String, Object> resolved(Object schema) {
        Object reference = map(schema).get("$ref");
        if (reference == null) {
            return map(schema);
        }
        String name = reference.toString().replaceFirst(".*/", "");
        return map(Objects.requireNonNull(schemas.get(name), () -> "There is no schema " + name));
    }

    static Map<String, Object> properties(Map<String, Object> schema) {
        return map(schema.get("properties"));
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    static List<Object> list(Object value) {
        return value == null ? List.of() : (List<Object>) value;
    }

    private static List<String> sorted(Set<?> names) {
        return names.stream().map(Object::toString).sorted().toList();
    }
}
