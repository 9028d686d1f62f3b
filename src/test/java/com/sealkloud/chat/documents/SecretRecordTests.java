package com.sealkloud.chat.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * A record prints all that it has, and what prints records are logs and the messages of exceptions.
 * Those with secrets say something else, including future ones.
 */
class SecretRecordTests {

    private static final String SECRET = "quagga";

    private static final Pattern SECRETS =
            Pattern.compile("(?i).*(secret|password|token|recoverycode|private|verifier).*|auth|code");

    /** What is called like a secret, and is told to everybody. */
    private static final Set<String> TOLD = Set.of("Refused.code", "ErrorEvent.code");

    @Test
    void areNotPrinted() {
        List<Class<?>> found = CodeRecord.all().stream()
                .<Class<?>>map(CodeRecord::type)
                .filter(type -> Arrays.stream(type.getRecordComponents()).anyMatch(SecretRecordTests::isSecret))
                .toList();

        assertThat(found).extracting(Class::getSimpleName).contains("Credentials", "KmsProperties", "S3", "Admin");
        assertThat(found).allSatisfy(type -> assertThat(made(type).toString()).doesNotContain(SECRET));
    }

    private static boolean isSecret(RecordComponent component) {
        boolean isText = component.getType() == String.class || Collection.class.isAssignableFrom(component.getType());
        return isText
                && SECRETS.matcher(component.getName()).matches()
                && !TOLD.contains(component.getDeclaringRecord().getSimpleName() + "." + component.getName());
    }

    private static Object made(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values =
                Arrays.stream(components).map(SecretRecordTests::value).toArray();
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("No value for " + type, e);
        }
    }

    private static Object value(RecordComponent component) {
        Class<?> type = component.getType();
        String text = isSecret(component) ? SECRET : "text";
        Map<Class<?>, Object> values = Map.ofEntries(
                Map.entry(String.class, text),
                Map.entry(List.class, List.of(text)),
                Map.entry(Set.class, Set.of(text)),
                Map.entry(Instant.class, Instant.EPOCH),
                Map.entry(Duration.class, Duration.ZERO),
                Map.entry(boolean.class, false),
                Map.entry(int.class, 0),
                Map.entry(long.class, 0L));
        if (type.isRecord()) {
            return made(type);
        }
        return type.isEnum() ? type.getEnumConstants()[0] : values.get(type);
    }
}
