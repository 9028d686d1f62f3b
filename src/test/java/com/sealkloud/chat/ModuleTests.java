package com.sealkloud.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The packages depend on each other only as their {@code package-info} allows, and stay small. */
class ModuleTests {

    private static final Path SOURCES = Path.of("src/main/java/com/sealkloud/chat");

    /** A larger package has two jobs. */
    private static final long MOST_FILES = 50;

    @Test
    void dependOnEachOtherAsDeclared() {
        ApplicationModules.of(ChatApplication.class).verify();
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
}
