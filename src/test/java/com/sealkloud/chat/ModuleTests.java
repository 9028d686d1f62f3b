package com.sealkloud.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.testing.DeclaredModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The packages depend on each other only as their {@code package-info} allows, and stay small.
 * Modulith's own check needs twenty times the processor time of this one.
 */
class ModuleTests {

    private static final Path SOURCES = Path.of("src/main/java/com/sealkloud/chat");
    private static final Path CLASSES = Path.of("target/classes/com/sealkloud/chat");

    /** A larger package has two jobs. */
    private static final long MOST_FILES = 40;

    /** Every type that a class file refers to stands in it like this; the group is its package. */
    private static final Pattern TYPE = Pattern.compile("com/sealkloud/chat/(?:(\\w+)/)?[A-Z]");

    /** Classes of the application itself know all packages, and no package knows them. */
    private static final String APPLICATION = "the application";

    @Test
    void dependOnEachOtherAsDeclared() throws IOException {
        for (Map.Entry<String, DeclaredModule> module : DeclaredModule.all().entrySet()) {
            String name = module.getKey();
            Set<String> used = used(name);

            assertThat(used).as("the package of the classes of %s", name).contains(name);
            used.remove(name);
            assertThat(used)
                    .as("what %s uses", name)
                    .isSubsetOf(module.getValue().uses());
        }
    }

    @Test
    void doNotDependOnThemselves() throws IOException {
        Map<String, DeclaredModule> modules = DeclaredModule.all();
        for (String name : modules.keySet()) {
            assertThat(reachedFrom(name, modules)).as("what %s leads to", name).doesNotContain(name);
        }
    }

    @Test
    void haveOneJobEach() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            Map<Path, Long> sizes = files.filter(file -> file.toString().endsWith(".java"))
                    .collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));
            assertThat(sizes)
                    .allSatisfy(
                            (folder, size) -> assertThat(size).as("%s", folder).isLessThanOrEqualTo(MOST_FILES));
        }
    }

    private static Set<String> used(String name) throws IOException {
        Set<String> used = new TreeSet<>();
        try (Stream<Path> files = Files.walk(CLASSES.resolve(name))) {
            List<Path> classes =
                    files.filter(file -> file.toString().endsWith(".class")).toList();
            for (Path file : classes) {
                TYPE.matcher(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .results()
                        .map(ModuleTests::packageOf)
                        .forEach(used::add);
            }
        }
        return used;
    }

    private static String packageOf(MatchResult type) {
        return type.group(1) == null ? APPLICATION : type.group(1);
    }

    private static Set<String> reachedFrom(String name, Map<String, DeclaredModule> modules) {
        Set<String> reached = new HashSet<>();
        Deque<String> next = new ArrayDeque<>(modules.get(name).uses());
        while (!next.isEmpty()) {
            String one = next.pop();
            if (reached.add(one)) {
                next.addAll(modules.get(one).uses());
            }
        }
        return reached;
    }
}
