package com.sealkloud.chat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.classreading.SimpleMetadataReaderFactory;
import org.springframework.util.ClassUtils;

/**
 * The names of all settings of this product, to detect misspelt ones. Only letters and digits are
 * compared, so that {@code chat.relay.virtual-host}, {@code CHAT_RELAY_VIRTUALHOST} and {@code
 * CHAT_RELAY_VIRTUAL_HOST} are equal.
 */
class KnownSettings {

    private static final String RECORDS = "classpath*:com/sealkloud/chat/**/*Properties.class";

    /**
     * Settings that no record binds, and those of the scripts and containers beside the
     * application.
     */
    private static final Set<String> OTHERS = Set.of(
            "chat.broker",
            "chat.data",
            "chat.demo",
            "chat.access-change-interval",
            "CHAT_PORT",
            "CHAT_BIND",
            "CHAT_AMQP_BIND",
            "CHAT_MEMORY",
            "CHAT_RABBITMQ_MEMORY",
            "CHAT_POSTGRES_MEMORY",
            "CHAT_SERVICE_PASSWORD",
            "CHAT_TICKET_SERVICE_PASSWORD",
            "CHAT_EVENT_READER_PASSWORD",
            "CHAT_OPERATOR_PASSWORD");

    private final Set<String> names = new TreeSet<>(OTHERS);

    /** Read from the classes, not from the beans, so that unused settings are known too. */
    KnownSettings() {
        var readers = new SimpleMetadataReaderFactory();
        try {
            for (Resource file : new PathMatchingResourcePatternResolver().getResources(RECORDS)) {
                String name = readers.getMetadataReader(file).getClassMetadata().getClassName();
                Class<?> type = ClassUtils.resolveClassName(name, null);
                ConfigurationProperties properties = type.getAnnotation(ConfigurationProperties.class);
                if (properties != null) {
                    addAll(properties.value(), type);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void addAll(String prefix, Class<?> type) {
        for (RecordComponent component : type.getRecordComponents()) {
            String name = prefix + "." + component.getName();
            if (component.getType().isRecord()) {
                addAll(name, component.getType());
            } else {
                names.add(name);
            }
        }
    }

    /** @return a sentence for each name that looks like a setting of this product but is none */
    Stream<String> unknownIn(ConfigurableEnvironment environment) {
        Set<String> known =
                new TreeSet<>(names.stream().map(KnownSettings::plain).toList());
        return environment.getPropertySources().stream()
                .filter(EnumerablePropertySource.class::isInstance)
                .map(EnumerablePropertySource.class::cast)
                .flatMap(source -> Stream.of(source.getPropertyNames())
                        .filter(name ->
                                name.startsWith(source instanceof SystemEnvironmentPropertySource ? "CHAT_" : "chat.")))
                .distinct()
                .filter(name -> !known.contains(plain(name)))
                .map(name -> name + " is not a known setting and has no effect; did you mean " + nearest(name) + "?");
    }

    /** An element of a list is known by its list. */
    private static String plain(String name) {
        return name.replaceFirst("(_\\d+(_.*)?|\\[.*)$", "")
                .replaceAll("[^A-Za-z0-9]", "")
                .toLowerCase(Locale.ROOT);
    }

    private @Nullable String nearest(String name) {
        String wanted = plain(name);
        return names.stream()
                .min(Comparator.comparingInt(each -> distance(plain(each), wanted)))
                .map(each -> written(each, name.startsWith("CHAT_")))
                .orElse(null);
    }

    private static String written(String known, boolean asVariable) {
        if (known.startsWith("CHAT_")) {
            return known;
        }
        String dashed = known.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
        return asVariable ? dashed.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT) : dashed;
    }

    /** Levenshtein distance: how many letters must be changed, added or omitted. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int above = row[j];
                int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[other.length()];
    }
}
