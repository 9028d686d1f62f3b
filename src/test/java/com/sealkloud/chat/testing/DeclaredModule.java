package com.sealkloud.chat.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a {@code package-info} says of its package.
 *
 * @param job the first paragraph of its comment
 * @param uses the packages that it may depend on
 */
public record DeclaredModule(String job, SortedSet<String> uses) {

    private static final Path SOURCES = Path.of("src/main/java/com/sealkloud/chat");
    private static final Pattern COMMENT = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);
    private static final Pattern ALLOWED = Pattern.compile("@ApplicationModule\\(\\s*allowedDependencies = ([^)]*)\\)");
    private static final Pattern NAME = Pattern.compile("\"(\\w+)\"");

    /** @return by the names of the packages */
    public static Map<String, DeclaredModule> all() throws IOException {
        Map<String, DeclaredModule> modules = new TreeMap<>();
        try (Stream<Path> folders = Files.list(SOURCES)) {
            for (Path folder : folders.filter(Files::isDirectory).toList()) {
                modules.put(
                        folder.getFileName().toString(), module(Files.readString(folder.resolve("package-info.java"))));
            }
        }
        return modules;
    }

    private static DeclaredModule module(String info) {
        String job = found(COMMENT, info)
                .split("<p>", 2)[0]
                .replaceAll("\n \\*", "\n")
                .replaceAll("\\{@link (?:[\\w.]+\\.)?(\\w[^}]*)}", "`$1`")
                .replaceAll("\\{@code ([^}]+)}", "`$1`")
                .replaceAll("\\s+", " ")
                .strip();
        return new DeclaredModule(
                job,
                NAME.matcher(found(ALLOWED, info))
                        .results()
                        .map(name -> name.group(1))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }
}
