package com.sealkloud.chat.deadletter;

import static com.sealkloud.chat.sql.SqlValues.numbers;
import static com.sealkloud.chat.sql.SqlValues.utc;

import com.sealkloud.chat.account.AccountErased;
import com.sealkloud.chat.deadletter.LetterBodies.Stored;
import com.sealkloud.chat.due.WaitingRows;
import com.sealkloud.chat.log.WordsTaken;
import com.sealkloud.chat.outbox.Publications;
import com.sealkloud.chat.text.Characters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The dead letters, oldest first, limited per sender. */
@Repository
class DeadLetterStore implements WaitingRows {

    private static final int LONGEST_SHOWN = 4_000;
    private static final int AT_ONCE = 50;

    private static final String SELECT = """
            select position, letter_id, origin, sender, routing_key, error, reason, content_type, message_id,
              correlation_id, body, sealed
            from dead_letter\s""";

    private record Source(String sender, String origin) {}

    private final JdbcClient jdbc;
    private final LetterBodies bodies;
    private final DeadLetterProperties properties;
    private final Clock clock;
    private final Counter dropped;

    DeadLetterStore(
            JdbcClient jdbc, LetterBodies bodies, DeadLetterProperties properties, Clock clock, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.bodies = bodies;
        this.properties = properties;
        this.clock = clock;
        this.dropped = meters.counter("chat.dead.letters.dropped");
    }

    @Override
    public String metric() {
        return "chat.dead.letters.kept";
    }

    @Override
    public long count() {
        return jdbc.sql("select count(*) from dead_letter").query(Long.class).single();
    }

    @Transactional
    public void add(List<BuriedLetter> letters) {
        letters.forEach(this::insert);
        letters.stream()
                .map(letter -> new Source(letter.sender(), letter.origin() == null ? "" : letter.origin()))
                .distinct()
                .forEach(this::bound);
    }

    private void insert(BuriedLetter letter) {
        Stored stored = bodies.stored(letter.letterId(), letter.body());
        jdbc.sql("""
                        insert into dead_letter (letter_id, origin, sender, routing_key, error, reason, content_type,
                          message_id, correlation_id, body, sealed, octets, buried_at)
                        values (:letterId, :origin, :sender, :routingKey, :error, :reason, :contentType,
                          :messageId, :correlationId, :body, :sealed, :octets, :now)""")
                .param("letterId", stored.letterId())
                .param("origin", letter.origin())
                .param("sender", letter.sender())
                .param("routingKey", letter.routingKey())
                .param("error", letter.error())
                .param("reason", letter.reason())
                .param("contentType", letter.contentType())
                .param("messageId", letter.messageId())
                .param("correlationId", letter.correlationId())
                .param("body", stored.body())
                .param("sealed", stored.isSealed())
                .param("octets", letter.body().length)
                .param("now", utc(clock.instant()))
                .update();
    }

    private void bound(Source source) {
        dropped.increment(jdbc.sql("""
                        delete from dead_letter where position in (
                          select position from (
                            select position, row_number() over (order by position desc) as place,
                              sum(octets) over (order by position desc) as total
                            from dead_letter where sender = :sender and coalesce(origin, '') = :origin) as of_sender
                          where place > :most or total > :size)""")
                .param("sender", source.sender())
                .param("origin", source.origin())
                .param("most", properties.mostPerSender())
                .param("size", properties.sizePerSender().toBytes())
                .update());
    }

    /** @return at most so many of the oldest ones */
    List<DeadLetter> list(int limit) {
        return jdbc.sql(SELECT + "order by position limit :limit").param("limit", limit).query(Row::of).list().stream()
                .map(row -> shown(row.stored().letterId(), opened(row)))
                .toList();
    }

    private static DeadLetter shown(String letterId, BuriedLetter letter) {
        return new DeadLetter(
                letterId,
                letter.origin(),
                letter.routingKey(),
                letter.error(),
                letter.reason(),
                letter.contentType(),
                letter.messageId(),
                Characters.upTo(new String(letter.body(), StandardCharsets.UTF_8), LONGEST_SHOWN));
    }

    /** @param letter without its body */
    private record Row(long position, BuriedLetter letter, Stored stored) {

        static Row of(ResultSet row, int number) throws SQLException {
            return new Row(
                    row.getLong("position"),
                    new BuriedLetter(
                            row.getString("origin"),
                            row.getString("sender"),
                            row.getString("routing_key"),
                            row.getString("error"),
                            row.getString("reason"),
                            row.getString("content_type"),
                            row.getString("message_id"),
                            row.getString("correlation_id"),
                            new byte[0]),
                    Stored.of(row));
        }
    }

    private BuriedLetter opened(Row row) {
        return row.letter().withBody(bodies.open(row.stored()));
    }

    /**
     * Removes the oldest letter of this id.
     *
     * @param use receives it first; if it fails, the letter stays
     * @return whether there was one
     */
    @Transactional
    public boolean take(String letterId, Consumer<BuriedLetter> use) {
        Optional<Row> found = jdbc.sql(SELECT + "where letter_id = :letterId order by position limit 1 for update")
                .param("letterId", letterId)
                .query(Row::of)
                .optional();
        found.ifPresent(row -> {
            use.accept(opened(row));
            jdbc.sql("delete from dead_letter where position = :position")
                    .param("position", row.position())
                    .update();
        });
        return found.isPresent();
    }

    /** Letters hold what programs and the service have sent, in whatever form. */
    @EventListener
    void forget(AccountErased erased) {
        removeAny(Stream.of("\"" + erased.userId() + "\"", erased.formerName()), "true");
    }

    /** Of the service's own queue: what programs ask for becomes no message before it is done. */
    @EventListener
    void forget(WordsTaken taken) {
        removeAny(
                taken.events().stream().map(event -> "\"eventId\":\"" + Publications.eventId(event) + "\""),
                "origin = 'chat.notifications'");
    }

    private void removeAny(Stream<String> containing, String which) {
        List<String> marks = containing.toList();
        List<Long> positions = List.of(0L);
        while (!positions.isEmpty()) {
            List<Row> rows = jdbc.sql(SELECT + "where position > ? and " + which + " order by position limit ?")
                    .param(positions.get(positions.size() - 1))
                    .param(AT_ONCE)
                    .query(Row::of)
                    .list();
            List<Long> theirs = rows.stream()
                    .filter(row -> containsAny(opened(row).body(), marks))
                    .map(Row::position)
                    .toList();
            jdbc.sql("delete from dead_letter where position = any(?)")
                    .param(numbers(theirs))
                    .update();
            positions = rows.stream().map(Row::position).toList();
        }
    }

    private static boolean containsAny(byte[] body, List<String> marks) {
        String text = new String(body, StandardCharsets.UTF_8);
        return marks.stream().anyMatch(text::contains);
    }
}
