package com.sealkloud.chat.documents;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.sealkloud.chat.ChatApplication;
import com.sealkloud.chat.conversation.RoomTopics;
import com.sealkloud.chat.session.PersonalQueues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsonFormatVisitors.JsonFormatVisitorWrapper;
import tools.jackson.databind.jsonFormatVisitors.JsonObjectFormatVisitor;

/** A record of the application, and the JSON that it is written to or bound from. */
record CodeRecord(Class<?> type) {

    /** @return every record of the application, also those that only their own package can see */
    static List<CodeRecord> all() {
        Path classes = classes();
        try (Stream<Path> files = Files.walk(classes)) {
            return files.map(file -> classes.relativize(file).toString())
                    .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .map(CodeRecord::load)
                    .filter(Class::isRecord)
                    .map(CodeRecord::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path classes() {
        return Path.of(ChatApplication.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, CodeRecord.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    String name() {
        return type.getSimpleName();
    }

    /**
     * @return the component of that name; nothing for a field that is written by a method, such as
     *     {@code type}
     */
    Optional<RecordComponent> component(String field) {
        return Arrays.stream(type.getRecordComponents())
                .filter(component -> component.getName().equals(field))
                .findFirst();
    }

    /** @return the names of the fields that Jackson writes */
    Set<String> fields(JsonMapper json) {
        Map<String, JavaType> fields = new LinkedHashMap<>();
        json.acceptJsonFormatVisitor(type, new JsonFormatVisitorWrapper.Base() {
            @Override
            public JsonObjectFormatVisitor expectObjectFormat(JavaType visited) {
                return new JsonObjectFormatVisitor.Base(getContext()) {
                    @Override
                    public void property(BeanProperty property) {
                        fields.put(property.getName(), property.getType());
                    }

                    @Override
                    public void optionalProperty(BeanProperty property) {
                        property(property);
                    }
                };
            }
        });
        return fields.keySet();
    }

    /** @return whether the field is left out of what is written when it has no value */
    boolean isLeftOutWhenNull(String field) {
        return component(field)
                .filter(CodeRecord::isNullable)
                .filter(component -> leavesOut(type.getAnnotation(JsonInclude.class))
                        || leavesOut(component.getAccessor().getAnnotation(JsonInclude.class)))
                .isPresent();
    }

    private static boolean leavesOut(@Nullable JsonInclude include) {
        return include != null && include.value() == JsonInclude.Include.NON_NULL;
    }

    static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    /** @return an instance whose values mean nothing */
    Object example() {
        try {
            Class<?>[] types = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(Arrays.stream(type.getRecordComponents())
                    .map(CodeRecord::exampleOf)
                    .toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable Object exampleOf(RecordComponent component) {
        Class<?> type = component.getType();
        if (type == String.class) {
            return component.getName();
        }
        if (type == long.class || type == Long.class) {
            return 1L;
        }
        if (type == int.class || type == Integer.class) {
            return 1;
        }
        if (type == boolean.class || type == Boolean.class) {
            return false;
        }
        if (type == Instant.class) {
            return Instant.EPOCH;
        }
        if (type == List.class) {
            return List.of();
        }
        if (type == Set.class) {
            // Where an event that may belong to any conversation goes.
            return Set.of(RoomTopics.room("x"), RoomTopics.notes("x"), PersonalQueues.messagesOf("x"));
        }
        return type.isEnum() ? type.getEnumConstants()[0] : null;
    }

    /** @return {@code failuresPerUser} as {@code failures-per-user} */
    static String kebabCase(String name) {
        StringBuilder kebab = new StringBuilder();
        for (char c : name.toCharArray()) {
            if (Character.isUpperCase(c)) {
                kebab.append('-');
            }
            kebab.append(Character.toLowerCase(c));
        }
        return ConfigurationPropertyName.of(kebab).toString();
    }
}
