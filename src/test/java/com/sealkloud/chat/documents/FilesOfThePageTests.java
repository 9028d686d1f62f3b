package com.sealkloud.chat.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code web-client.md} leads to the files that it names. */
class FilesOfThePageTests {

    private static final Path PAGE = Path.of("src/docs/web-client.md");
    private static final Pattern BLOCK = Pattern.compile("```.*?```", Pattern.DOTALL);
    private static final Pattern FILE = Pattern.compile("(?<!\\[)`((?!@)[\\w./-]+\\.tsx?)`");
    private static final Pattern NAMED = Pattern.compile("\\[(`[^`]+`)](?!\\(|:\\s+\\.\\./)");
    private static final Pattern DEFINED = Pattern.compile("(?m)^\\[(`[^`]+`)]:\\s+(\\S+)$");

    @Test
    void everyFileIsALinkThatLeadsThere() throws IOException {
        String page = BLOCK.matcher(Files.readString(PAGE)).replaceAll("");
        Map<String, String> links =
                DEFINED.matcher(page).results().collect(Collectors.toMap(link -> link.group(1), link -> link.group(2)));
        Set<String> named =
                NAMED.matcher(page).results().map(name -> name.group(1)).collect(Collectors.toSet());

        Matcher unlinked = FILE.matcher(page);
        assertThat(unlinked.results().map(file -> file.group(1))).isEmpty();
        assertThat(links).containsOnlyKeys(named).containsKeys("`Outbox`", "`rows.ts`");
        assertThat(links.values())
                .allSatisfy(file -> assertThat(PAGE.resolveSibling(file)).exists());
    }
}
