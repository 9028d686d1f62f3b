package com.sealkloud.chat.search;

import java.io.IOException;
import java.io.Writer;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.postgresql.PGConnection;

/** Writes the search index of many messages at once, as {@link WordIndex} does it one by one. */
public final class SeededIndex {

    private SeededIndex() {}

    /** A message of the log, with a time as PostgreSQL reads it. */
    public record Message(String conversationId, long seq, String sentAt, String senderId, String content) {}

    /** Takes the rows of a table. */
    public interface Rows<T> {

        void write(T one, Appendable to) throws IOException;
    }

    /** One row for each, in the text form of {@code copy}. */
    public static <T> void copy(Connection connection, String table, Stream<T> all, Rows<T> rows)
            throws SQLException, IOException {
        PipedReader reader = new PipedReader(1 << 16);
        CompletableFuture<Void> writing;
        try (PipedWriter begun = new PipedWriter(reader)) {
            writing = CompletableFuture.runAsync(() -> {
                try (Writer writer = begun) {
                    for (T one : (Iterable<T>) all::iterator) {
                        rows.write(one, writer);
                        writer.write('\n');
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + table + " from stdin", reader);
        }
        writing.join();
    }

    /** These logs count as indexed from the beginning: the server must not do it, too. */
    public static void claim(Connection connection, List<String> conversationIds, long seq) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into search_position (conversation_id, seq) select unnest(?), ?")) {
            insert.setArray(1, connection.createArrayOf("varchar", conversationIds.toArray()));
            insert.setLong(2, seq);
            insert.execute();
        }
    }

    public static void write(Connection connection, Stream<Message> messages, List<String> vocabulary)
            throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("drop index search_entry_tokens");
            copy(connection, "search_entry (conversation_id, seq, sent_at, tokens)", messages, (message, to) -> to
                    .append(message.conversationId() + "\t" + message.seq() + "\t" + message.sentAt() + "\t{"
                            + joined(tokens(message)) + "}"));
            // As the migration makes it.
            statement.execute("create index search_entry_tokens on search_entry using gin (tokens)");
            statement.execute("alter index search_entry_tokens set (gin_pending_list_limit = 256)");
        }
        try (PreparedStatement insert =
                connection.prepareStatement("insert into search_word (hash, word, tokens) values (?, ?, ?)")) {
            for (String word : new TreeSet<>(vocabulary)) {
                insert.setInt(1, Hashes.word(word));
                insert.setString(2, word);
                insert.setArray(3, connection.createArrayOf("integer", trigrams(word)));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static Object[] trigrams(String word) {
        return IntStream.rangeClosed(0, word.length() - 3)
                .mapToObj(at -> Hashes.trigram(word, at))
                .distinct()
                .toArray();
    }

    private static IntStream tokens(Message message) {
        Set<String> words = IndexedWords.of(FoldedText.of(message.content()).folded());
        return IntStream.concat(
                words.stream().mapToInt(Hashes::word),
                IntStream.of(Hashes.sender(message.senderId()), Hashes.conversation(message.conversationId())));
    }

    private static String joined(IntStream hashes) {
        StringBuilder text = new StringBuilder();
        hashes.distinct().forEach(hash -> text.append(text.isEmpty() ? "" : ",").append(hash));
        return text.toString();
    }
}
