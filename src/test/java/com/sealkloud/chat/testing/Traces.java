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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Looks for a word in every table of a server's database, and in every file that it keeps. */
public final class Traces {

    private final JdbcTemplate database;
    private final List<Path> folders;

    public Traces(Chat chat) {
        this(chat.database(), foldersOf(chat));
    }

    private Traces(JdbcTemplate database, List<Path> folders) {
        this.database = database;
        this.folders = folders;
    }

    /** Of servers that are processes of their own. */
    public static Traces of(String postgresUrl, Path... folders) {
        return new Traces(new JdbcTemplate(new DriverManagerDataSource(postgresUrl, "postgres", "")), List.of(folders));
    }

    private static List<Path> foldersOf(Chat chat) {
        List<Path> folders = new ArrayList<>(List.of(Path.of(chat.setting("chat.data"))));
        if (chat.setting("chat.attachment.storage").startsWith("s3:")) {
            folders.add(Servers.folderOfBucket());
        }
        return folders;
    }

    /** @return the tables that have it somewhere, and {@code files} if a file has */
    public Set<String> of(String word) {
        return new TreeSet<>(placesOf(word).keySet());
    }

    /**
     * @param mark with which words begin, that go on in letters and digits
     * @return the words that each table has, and {@code files}; nothing of those that have none
     */
    public Map<String, Set<String>> placesOf(String mark) {
        Map<String, Set<String>> places = new TreeMap<>();
        tables().forEach(table -> places.put(table.toLowerCase(Locale.ROOT), wordsInRows(table, mark)));
        places.put(
                "files",
                folders.stream().flatMap(folder -> wordsInFiles(folder, mark)).collect(Collectors.toSet()));
        places.values().removeIf(Set::isEmpty);
        return places;
    }

    private List<String> tables() {
        return database.queryForList("""
                        select table_name from information_schema.tables
                        where lower(table_schema) = 'public' and table_type like '%TABLE%'""", String.class);
    }

    private Set<String> wordsInRows(String table, String mark) {
        Set<String> found = new TreeSet<>();
        database.query("select * from \"" + table + "\"", row -> {
            int columns = row.getMetaData().getColumnCount();
            for (int column = 1; column <= columns; column++) {
                words(text(row, column), mark).forEach(found::add);
            }
        });
        return found;
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

    private static Stream<String> wordsInFiles(Path folder, String mark) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(Files::isRegularFile)
                    // The database of H2 is looked at by its tables.
                    .filter(file -> !file.toString().endsWith(".db"))
                    .flatMap(file -> words(content(file), mark))
                    .toList()
                    .stream();
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
    static Stream<String> words(String text, String mark) {
        return Pattern.compile(Pattern.quote(mark) + "\\w*", Pattern.CASE_INSENSITIVE)
                .matcher(text)
                .results()
                .map(word -> word.group().toLowerCase(Locale.ROOT));
    }
}
