package com.sealkloud.chat.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code architecture.md} names every table that the SQL of several packages touches. */
class TablesOfThePageTests {

    private static final Path SOURCES = Path.of("src/main/java/com/sealkloud/chat");
    private static final Pattern CREATED = Pattern.compile("create (?:unlogged )?table (?:if not exists )?(\\w+)");
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|(?<!:)//[^\n]*", Pattern.DOTALL);
    private static final Pattern TOUCHED =
            Pattern.compile("\\b(?:from|join|into|update|using|lock table)\\s+(\\w+)", Pattern.CASE_INSENSITIVE);

    /** A row of the page's table. */
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\| (`\\w+`) \\| (`\\w+`(?:, `\\w+`)*) \\|$");

    private static final Pattern NAME = Pattern.compile("`(\\w+)`");

    @Test
    void tablesOfSeveralPackagesAreThoseOfThePage() throws IOException {
        Map<String, Set<String>> said = new TreeMap<>();
        for (MatchResult row : results(ROW, Files.readString(Path.of("src/docs/architecture.md")))) {
            said.put(row.group(1), names(row.group(2) + row.group(3)));
        }

        Map<String, Set<String>> touched = touched();
        assertThat(touched.keySet()).contains("outbox", "webhook_delivery");
        touched.values().removeIf(packages -> packages.size() == 1);
        assertThat(said).isEqualTo(touched);
    }

    /** The packages whose SQL names a table. */
    private static Map<String, Set<String>> touched() throws IOException {
        Set<String> tables = tables();
        Map<String, Set<String>> found = new TreeMap<>();
        for (Path file : files(SOURCES, ".java")) {
            if (file.getNameCount() > SOURCES.getNameCount() + 1) {
                String module = file.getName(SOURCES.getNameCount()).toString();
                String code = COMMENT.matcher(Files.readString(file)).replaceAll("");
                results(TOUCHED, code).stream()
                        .map(table -> table.group(1))
                        .filter(tables::contains)
                        .forEach(table -> found.computeIfAbsent(table, each -> new TreeSet<>())
                                .add(module));
            }
        }
        return found;
    }

    private static Set<String> tables() throws IOException {
        return files(Path.of("src/main/resources/db"), ".sql").stream()
                .flatMap(file -> results(CREATED, read(file)).stream())
                .map(table -> table.group(1))
                .collect(Collectors.toSet());
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> names(String text) {
        return results(NAME, text).stream().map(name -> name.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<MatchResult> results(Pattern pattern, String text) {
        return pattern.matcher(text).results().toList();
    }
}
