package com.sealkloud.chat.bench;

import com.sealkloud.chat.bench.load.Room;
import com.sealkloud.chat.search.SeededIndex;
import com.sealkloud.chat.search.SeededIndex.Message;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The rooms among which {@link SearchWorkload} searches, with messages as people write them. */
final class SearchedRooms {

    /** Only in rooms of others. */
    static final String SECRET = "quuxilium";

    private static final int VOCABULARY = 30_000;

    /** By its rank a word that hardly any message has. */
    static final int RAREST = VOCABULARY - 10;

    private static final int WORDS = 12;

    private final List<String> vocabulary = vocabulary();

    /** @param rank 0 for the most frequent word */
    String word(int rank) {
        return vocabulary.get(rank);
    }

    /** @param rooms the first half of which are open to whoever searches */
    void fill(String database, List<Room> rooms, int messages) {
        int each = messages / rooms.size();
        try (Connection connection = DriverManager.getConnection(database, "postgres", "");
                Statement statement = connection.createStatement()) {
            SeededIndex.claim(connection, rooms.stream().map(Room::id).toList(), each);
            SeededIndex.copy(
                    connection,
                    "log_entry (conversation_id, seq, type, actor_id, message_id, client_message_id, occurred_at, payload)",
                    messages(rooms, each),
                    SearchedRooms::writeEntry);
            for (int half = 0; half < 2; half++) {
                statement.execute("update conversation set last_seq = %1$d, last_message_seq = %1$d where conversation_id in ('%2$s')"
                        .formatted(
                                each,
                                String.join(
                                        "','",
                                        rooms.subList(half * rooms.size() / 2, (half + 1) * rooms.size() / 2).stream()
                                                .map(Room::id)
                                                .toList())));
            }
            List<String> known = new ArrayList<>(vocabulary);
            known.add(SECRET);
            SeededIndex.write(connection, messages(rooms, each), known);
            statement.execute("vacuum analyze");
            // Or it would be written to the disk while something is measured.
            statement.execute("checkpoint");
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void writeEntry(Message message, Appendable to) throws IOException {
        String id = message.conversationId() + "-" + message.seq();
        to.append(String.join(
                "\t",
                message.conversationId(),
                String.valueOf(message.seq()),
                "room_message",
                message.senderId(),
                "m-" + id,
                "c-" + id,
                message.sentAt(),
                "{\"type\":\"room_message\",\"messageId\":\"m-%1$s\",\"conversationId\":\"%2$s\",\"seq\":%3$d,\"roomId\":\"%2$s\",\"senderId\":\"%4$s\",\"senderName\":\"%4$s\",\"senderRole\":\"employee_l1\",\"content\":\"%5$s\",\"clientMessageId\":\"c-%1$s\",\"kind\":\"text\",\"timestamp\":\"%6$s\"}"
                        .formatted(
                                id,
                                message.conversationId(),
                                message.seq(),
                                message.senderId(),
                                message.content(),
                                message.sentAt())));
    }

    /** The same ones each time, one after the other in time, in all rooms by turns. */
    private Stream<Message> messages(List<Room> rooms, int each) {
        Random random = new Random(4711);
        return LongStream.range(0, (long) each * rooms.size()).mapToObj(number -> {
            Room room = rooms.get((int) (number % rooms.size()));
            String words = IntStream.range(0, WORDS)
                    .mapToObj(word -> vocabulary.get(rank(random)))
                    .reduce((one, other) -> one + " " + other)
                    .orElseThrow();
            // The words of the query for several, and one of others.
            String more = number % 20_011 == 0
                    ? " " + vocabulary.get(900) + " " + vocabulary.get(1_200) + " " + vocabulary.get(9_000) + " "
                            + vocabulary.get(RAREST)
                    : room.index() >= rooms.size() / 2 && number % 10 == 0 ? " " + SECRET : "";
            return new Message(
                    room.id(),
                    number / rooms.size() + 1,
                    Instant.parse("2026-01-01T00:00:00Z").plusSeconds(number).toString(),
                    room.members().get((int) (number % room.members().size())).id(),
                    words + more);
        });
    }

    /** As often as words are used (Zipf): the first ones often, the last ones hardly ever. */
    private static int rank(Random random) {
        return (int) Math.pow(VOCABULARY, random.nextDouble()) - 1;
    }

    private static List<String> vocabulary() {
        String[] syllables = {
            "ba", "der", "ki", "lo", "men", "nu", "par", "qui", "ro", "sta", "tel", "un", "ver", "wo", "xi", "zen"
        };
        return IntStream.range(0, VOCABULARY)
                .mapToObj(number -> {
                    StringBuilder word = new StringBuilder();
                    for (int rest = number + syllables.length; rest > 0; rest /= syllables.length) {
                        word.append(syllables[rest % syllables.length]);
                    }
                    return word.toString();
                })
                .toList();
    }
}
