package com.sealkloud.chat.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads {@code rights.txt}: who may do what, one call a row, one caller a column. */
record RightsTable(List<String> callers, List<Row> rows) {

    private static final String CALLERS = "callers:";
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)=([\\w-]+)}");
    private static final Pattern OBJECT = Pattern.compile("<([\\w-]+)>");

    /**
     * One call.
     *
     * @param path as it is mapped, with the object that each variable stands for: {@code
     *     /rooms/{roomId=their-team}}
     * @param body null for none
     * @param decisions one for each caller: {@code yes}, or the status of the refusal
     */
    record Row(String method, String path, String body, List<String> decisions) {

        /** @return the call as it is mapped */
        String call() {
            String mapped = path.contains("?") ? path.substring(0, path.indexOf('?')) : path;
            return method + " "
                    + OBJECT.matcher(VARIABLE.matcher(mapped).replaceAll("{$1}"))
                            .replaceAll("{}");
        }

        String path(UnaryOperator<String> objects) {
            return filled(VARIABLE, 2, filled(OBJECT, 1, path, objects), objects);
        }

        String body(UnaryOperator<String> objects) {
            return body == null ? null : filled(OBJECT, 1, body, objects);
        }

        /** @return the names of what the call is about */
        Set<String> objects() {
            return Stream.concat(
                            VARIABLE.matcher(path).results().map(found -> found.group(2)),
                            OBJECT.matcher(this.toString()).results().map(found -> found.group(1)))
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        private static String filled(Pattern pattern, int group, String text, UnaryOperator<String> objects) {
            return pattern.matcher(text)
                    .replaceAll(found -> Matcher.quoteReplacement(objects.apply(found.group(group))));
        }

        @Override
        public String toString() {
            return method + " " + path + (body == null ? "" : " " + body);
        }
    }

    static RightsTable read() {
        try (InputStream file = RightsTable.class.getResourceAsStream("/rights.txt")) {
            List<String> lines = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
            List<String> callers = words(lines.get(0).substring(CALLERS.length()));
            return new RightsTable(
                    callers, lines.stream().skip(1).map(RightsTable::row).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(String line) {
        int bar = line.lastIndexOf('|');
        String[] call = line.substring(0, bar).strip().split("\\s+", 3);
        return new Row(call[0], call[1], call.length > 2 ? call[2] : null, words(line.substring(bar + 1)));
    }

    private static List<String> words(String text) {
        return Arrays.asList(text.strip().split("\\s+"));
    }
}
