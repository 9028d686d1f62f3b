package com.sealkloud.chat.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Prose and comments have at most 100 characters per line, which no formatter enforces. Neither the
 * values of JSON, which have no line break, nor SQL, whose landed migrations must not change, nor
 * test data can be wrapped.
 */
class LineLengthTests {

    private static final int LONGEST = 100;

    /** Generated, downloaded or measured. */
    private static final Set<String> SKIPPED = Set.of(".git", "target", "node_modules", "dist", "data", "images");

    /** A line break would change tables, images and HTML elements. */
    private static final Pattern UNBREAKABLE = Pattern.compile("(\\||<|!\\[).*");

    private static final Pattern SCRIPT_COMMENT = Pattern.compile("\\s*#(?!!)(?! ---).*");
    private static final Pattern CODE_COMMENT = Pattern.compile("\\s*(//(?! oxlint-)|/\\*|\\*( |/|$)).*");

    @Test
    void proseIsWrapped() throws IOException {
        assertThat(tooLong("md", LineLengthTests::longProse)).isEmpty();
    }

    /** It is read by whoever decides whether to read on. */
    @Test
    void readmeHasFewerThan700Words() throws IOException {
        assertThat(Files.readString(Path.of("README.md")).split("\\s+")).hasSizeLessThan(700);
    }

    @Test
    void commentsOfCodeAreWrapped() throws IOException {
        for (String type : List.of("java", "ts", "tsx", "mjs", "css", "json")) {
            assertThat(tooLong(type, lines -> longComments(lines, CODE_COMMENT)))
                    .isEmpty();
        }
    }

    @Test
    void commentsOfScriptsAndSettingsAreWrapped() throws IOException {
        for (String type : List.of(
                "",
                "sh",
                "yaml",
                "yml",
                "conf",
                "config",
                "example",
                "properties",
                "txt",
                "dockerignore",
                "gitignore")) {
            assertThat(tooLong(type, lines -> longComments(lines, SCRIPT_COMMENT)))
                    .isEmpty();
        }
    }

    @Test
    void commentsOfMarkupAreWrapped() throws IOException {
        for (String type : List.of("xml", "html")) {
            assertThat(tooLong(type, lines -> longBetween(lines, "<!--", "-->")))
                    .isEmpty();
        }
    }

    @Test
    void helpOfScriptsIsWrapped() throws IOException {
        for (String type : List.of("", "sh")) {
            assertThat(tooLong(type, lines -> longBetween(lines, "<<'HELP'", "HELP")))
                    .isEmpty();
        }
    }

    private interface Search {
        List<String> in(List<String> lines);
    }

    private static List<String> longProse(List<String> lines) {
        List<String> found = new ArrayList<>();
        boolean isCode = false;
        for (String line : lines) {
            if (line.strip().startsWith("```")) {
                isCode = !isCode;
            } else if (!isCode && !UNBREAKABLE.matcher(line).matches() && isTooLong(line)) {
                found.add(line);
            }
        }
        return found;
    }

    private static List<String> longComments(List<String> lines, Pattern comment) {
        Predicate<String> isComment = comment.asMatchPredicate();
        return lines.stream()
                .filter(isComment)
                .filter(LineLengthTests::isTooLong)
                .toList();
    }

    /** The lines with the two marks belong to it. */
    private static List<String> longBetween(List<String> lines, String begin, String end) {
        List<String> found = new ArrayList<>();
        boolean isWithin = false;
        for (String line : lines) {
            boolean begins = line.contains(begin);
            if ((isWithin || begins) && isTooLong(line)) {
                found.add(line);
            }
            int open = begins ? line.indexOf(begin) + begin.length() : 0;
            isWithin = (isWithin || begins) && !line.substring(open).contains(end);
        }
        return found;
    }

    /** A single word, such as an address, cannot be wrapped. */
    private static boolean isTooLong(String line) {
        return line.codePointCount(0, line.length()) > LONGEST
                && line.strip().replaceFirst("^(//|/?\\*+|#+|[-*])\\s+", "").contains(" ");
    }

    private static List<String> tooLong(String type, Search search) throws IOException {
        List<String> found = new ArrayList<>();
        Files.walkFileTree(Path.of("."), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                boolean isSkipped = SKIPPED.contains(folder.getFileName().toString());
                return isSkipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = file.getFileName().toString();
                String ending = name.substring(name.lastIndexOf('.') + 1);
                if (attributes.isRegularFile() && type.equals(ending.equals(name) ? "" : ending)) {
                    search.in(read(file)).forEach(line -> found.add(file.normalize() + ": " + line));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }

    private static List<String> read(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }
}
