package com.sealkloud.chat.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Looks for a word in every table of a server's database, and in every file that it keeps. */
public final class Traces {

    private final Chat chat;

    public Traces(Chat chat) {
        this.chat = chat;
    }

    /** @return the tables that have it somewhere, and {@code files} if a file has */
    public Set<String> of(String word) {
        Set<String> found = new TreeSet<>();
        tables().stream()
                .filter(table -> hasRow(table, word))
                .forEach(table -> found.add(table.toLowerCase(Locale.ROOT)));
        if (hasFile(word)) {
            found.add("files");
        }
        return found;
    }

    private List<String> tables() {
        return chat.database().queryForList("""
                        select table_name from information_schema.tables
                        where lower(table_schema) = 'public' and table_type like '%TABLE%'""", String.class);
    }

    private boolean hasRow(String table, String word) {
        boolean[] found = new boolean[1];
        chat.database().query("select * from \"" + table + "\"", row -> {
            int columns = row.getMetaData().getColumnCount();
            for (int column = 1; column <= columns; column++) {
                found[0] |= has(text(row, column), word);
            }
        });
        return found[0];
    }

    private static String text(ResultSet row, int column) throws SQLException {
        Object value = row.getObject(column);
        if (value instanceof byte[] octets) {
            return new String(octets, StandardCharsets.UTF_8);
        }
        if (value instanceof Array array) {
            return Arrays.deepToString((Object[]) array.getArray());
        }
        return String.valueOf(value);
    }

    private boolean hasFile(String word) {
        boolean hasBucket = chat.setting("chat.attachment.storage").startsWith("s3:");
        return hasFile(Path.of(chat.setting("chat.data")), word)
                || hasBucket && hasFile(Servers.folderOfBucket(), word);
    }

    private static boolean hasFile(Path folder, String word) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    // The database of H2 is looked at by its tables.
                    .filter(file -> !file.toString().endsWith(".db"))
                    .anyMatch(file -> has(content(file), word));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String content(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException removedMeanwhile) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names are folded to be found. */
    private static boolean has(String text, String word) {
        return text.toLowerCase(Locale.ROOT).contains(word.toLowerCase(Locale.ROOT));
    }
}
