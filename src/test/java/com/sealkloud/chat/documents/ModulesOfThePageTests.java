package com.sealkloud.chat.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.testing.DeclaredModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The picture and the table of the packages in {@code architecture.md} are made of their {@code
 * package-info}. After a change write them anew with {@code mvn test -Dtest=ModulesOfThePageTests
 * -Dmodules.write=true}.
 */
class ModulesOfThePageTests {

    private static final Path PAGE = Path.of("src/docs/architecture.md");
    private static final Path SOURCES = Path.of("src/main/java/com/sealkloud/chat");
    private static final Pattern GENERATED =
            Pattern.compile("(?<=<!-- modules -->\n).*?(?=<!-- /modules -->)", Pattern.DOTALL);

    private static final Pattern NAMED_IN_PAGE = Pattern.compile("`([A-Z]\\w*[a-z]\\w*)[`.]");
    private static final Pattern NAMED_IN_CODE = Pattern.compile("\\{@code ([A-Z]\\w*[a-z]\\w*)}");

    @Test
    void thePageShowsThePackagesAsTheyAre() throws IOException {
        String page = Files.readString(PAGE);
        Map<String, DeclaredModule> modules = DeclaredModule.all();
        String made = picture(modules) + "\n" + table(modules);
        Matcher generated = GENERATED.matcher(page);
        assertThat(generated.find()).isTrue();
        if (Boolean.getBoolean("modules.write")) {
            Files.writeString(PAGE, page.substring(0, generated.start()) + made + page.substring(generated.end()));
            return;
        }

        assertThat(generated.group())
                .as("It is stale. Write it anew: mvn test -Dtest=ModulesOfThePageTests -Dmodules.write=true")
                .isEqualTo(made);
    }

    /** A newcomer should have to know few names; the rest is explained where the classes are. */
    @Test
    void thePageNamesAFewClassesAndPackagesNameThoseThatExist() throws IOException {
        Set<String> classes = classes();
        Set<String> named = NAMED_IN_PAGE
                .matcher(Files.readString(PAGE))
                .results()
                .map(name -> name.group(1))
                .collect(Collectors.toSet());
        assertThat(named).isSubsetOf(classes).hasSizeLessThanOrEqualTo(50);
        for (String name : DeclaredModule.all().keySet()) {
            Path info = SOURCES.resolve(name).resolve("package-info.java");
            assertThat(NAMED_IN_CODE
                            .matcher(Files.readString(info))
                            .results()
                            .map(found -> found.group(1))
                            .toList())
                    .as("The classes that %s names", info)
                    .isSubsetOf(classes);
        }
    }

    private static Set<String> classes() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            Set<String> classes = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toCollection(HashSet::new));
            // Spring's, whose role is explained, and Tomcat's neighbour.
            classes.addAll(List.of("AuthenticationManager", "EncodedText"));
            return classes;
        }
    }

    /** Without arrows that a way over another package shows already. */
    private static String picture(Map<String, DeclaredModule> modules) {
        String arrows = modules.entrySet().stream()
                .flatMap(module -> direct(module.getValue().uses(), modules).stream()
                        .map(used -> "    " + module.getKey() + " --> " + used + "\n"))
                .collect(Collectors.joining());
        return "```mermaid\nflowchart BT\n" + arrows + "```\n";
    }

    private static List<String> direct(Set<String> uses, Map<String, DeclaredModule> modules) {
        Set<String> farther = new HashSet<>();
        uses.forEach(used -> reach(used, modules, farther));
        return uses.stream().filter(used -> !farther.contains(used)).toList();
    }

    private static void reach(String from, Map<String, DeclaredModule> modules, Set<String> reached) {
        modules.get(from).uses().forEach(used -> {
            if (reached.add(used)) {
                reach(used, modules, reached);
            }
        });
    }

    private static String table(Map<String, DeclaredModule> modules) {
        String rows = modules.entrySet().stream()
                .map(module -> "| [`%s`](../main/java/com/sealkloud/chat/%s/package-info.java) | %s | %s |\n"
                        .formatted(
                                module.getKey(),
                                module.getKey(),
                                module.getValue().job(),
                                module.getValue().uses().isEmpty()
                                        ? "–"
                                        : module.getValue().uses().stream()
                                                .map(used -> "`" + used + "`")
                                                .collect(Collectors.joining(", "))))
                .collect(Collectors.joining());
        return "| package | what | may use |\n|---|---|---|\n" + rows;
    }
}
