package com.sealkloud.chat.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.testing.DeclaredModule;
import java.io.IOException;
import java.io.UncheckedIOException;
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
    private static final String LINKED = "../main/java/com/sealkloud/chat/";
    private static final Pattern GENERATED =
            Pattern.compile("(?<=<!-- modules -->\n).*?(?=<!-- /modules -->)", Pattern.DOTALL);

    private static final Pattern NAMED_IN_PAGE = Pattern.compile("`([A-Z]\\w*[a-z]\\w*)[`.]");
    private static final Pattern NAMED_IN_CODE = Pattern.compile("\\{@code ([A-Z]\\w*[a-z]\\w*)(\\.\\w+)?}");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)");

    /** Spring's, whose role is explained, and Tomcat's neighbour. */
    private static final Set<String> FOREIGN = Set.of("AuthenticationManager", "EncodedText");

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
    void thePageNamesAFewClassesAndWhereTheyAre() throws IOException {
        String page = Files.readString(PAGE);
        Map<String, Set<String>> packages = packagesOfClasses();
        assertThat(names(NAMED_IN_PAGE, page)).hasSizeLessThanOrEqualTo(48);
        for (String paragraph : page.split("\n\n")) {
            if (!paragraph.startsWith("|")) {
                assertThat(names(NAMED_IN_PAGE, paragraph))
                        .as("The classes in: %s", paragraph)
                        .allSatisfy(name -> assertThat(packages.getOrDefault(name, Set.of()))
                                .as(name)
                                .anyMatch(found -> paragraph.contains("`" + found + "`")));
            }
        }
        assertThat(LINK.matcher(page).results().map(link -> PAGE.resolveSibling(link.group(1))))
                .allSatisfy(file -> assertThat(file).exists());
    }

    @Test
    void packagesNameClassesOfTheirOwnOrSayWhereTheyAre() throws IOException {
        Map<String, Set<String>> packages = packagesOfClasses();
        for (String module : DeclaredModule.all().keySet()) {
            String info = Files.readString(SOURCES.resolve(module).resolve("package-info.java"));
            assertThat(names(NAMED_IN_CODE, info))
                    .as("The classes that %s names", module)
                    .filteredOn(name -> !FOREIGN.contains(name))
                    .allSatisfy(name -> assertThat(packages.getOrDefault(name, Set.of()))
                            .as(name)
                            .anyMatch(found -> found.equals(module) || info.contains("{@code " + found + "}")));
        }
    }

    private static Set<String> names(Pattern named, String text) {
        return named.matcher(text).results().map(name -> name.group(1)).collect(Collectors.toSet());
    }

    private static Map<String, Set<String>> packagesOfClasses() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES, 2)) {
            return files.filter(file -> file.toString().endsWith(".java") && !file.endsWith("package-info.java"))
                    .collect(Collectors.groupingBy(
                            file -> file.getFileName().toString().replace(".java", ""),
                            Collectors.mapping(
                                    file -> file.getParent().getFileName().toString(), Collectors.toSet())));
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
                .map(module -> "| [`%s`](%s/package-info.java) | [%s](%s/%s.java) | %s | %s |\n"
                        .formatted(
                                module.getKey(),
                                LINKED + module.getKey(),
                                firstClass(module.getKey()),
                                LINKED + module.getKey(),
                                firstClass(module.getKey()),
                                module.getValue().job(),
                                module.getValue().uses().isEmpty()
                                        ? "–"
                                        : module.getValue().uses().stream()
                                                .map(used -> "`" + used + "`")
                                                .collect(Collectors.joining(", "))))
                .collect(Collectors.joining());
        return "| package | begin with | what | may use |\n|---|---|---|---|\n" + rows;
    }

    /** The first class of its own that a package names. */
    private static String firstClass(String module) {
        Path folder = SOURCES.resolve(module);
        try {
            return NAMED_IN_CODE
                    .matcher(Files.readString(folder.resolve("package-info.java")))
                    .results()
                    .map(name -> name.group(1))
                    .filter(name -> Files.exists(folder.resolve(name + ".java")))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(module + " names no class to begin with"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
