package com.sealkloud.chat.deadletter;

import static com.sealkloud.chat.sql.SqlValues.numbers;
import static com.sealkloud.chat.sql.SqlValues.utc;

import com.sealkloud.chat.account.AccountErased;
import com.sealkloud.chat.log.WordsTaken;
import com.sealkloud.chat.outbox.Publications;
import com.sealkloud.chat.text.Characters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
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
class DeadLetterStore {

    private static final int LONGEST_SHOWN = 4_000;
    private static final int AT_ONCE = 50;

    private record Source(String sender, String origin) {}

    private final JdbcClient jdbc;
    private final DeadLetterProperties properties;
    private final Clock clock;
    private final Counter dropped;

    DeadLetterStore(JdbcClient jdbc, DeadLetterProperties properties, Clock clock, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
        this.dropped = meters.counter("chat.dead.letters.dropped");
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
        jdbc.sql("""
                        insert into dead_letter (letter_id, origin, sender, routing_key, error, reason, content_type,
                          message_id, correlation_id, body, octets, buried_at)
                        values (:letterId, :origin, :sender, :routingKey, :error, :reason, :contentType,
                          :messageId, :correlationId, :body, :octets, :now)""")
                .param("letterId", letter.letterId())
                .param("origin", letter.origin())
                .param("sender", letter.sender())
                .param("routingKey", letter.routingKey())
                .param("error", letter.error())
                .param("reason", letter.reason())
                .param("contentType", letter.contentType())
                .param("messageId", letter.messageId())
                .param("correlationId", letter.correlationId())
                .param("body", letter.body())
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
        return jdbc.sql("""
                        select letter_id, origin, routing_key, error, reason, content_type, message_id, body
                        from dead_letter order by position limit :limit""")
                .param("limit", limit)
                .query((row, number) -> new DeadLetter(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        shown(row.getBytes(8))))
                .list();
    }

    private static String shown(byte[] body) {
        return Characters.upTo(new String(body, StandardCharsets.UTF_8), LONGEST_SHOWN);
    }

    private record Found(long position, BuriedLetter letter) {}

    /**
     * Removes the oldest letter of this id.
     *
     * @param use receives it first; if it fails, the letter stays
     * @return whether there was one
     */
    @Transactional
    public boolean take(String letterId, Consumer<BuriedLetter> use) {
        Optional<Found> found = find(letterId);
        found.ifPresent(letter -> {
            use.accept(letter.letter());
            jdbc.sql("delete from dead_letter where position = :position")
                    .param("position", letter.position())
                    .update();
        });
        return found.isPresent();
    }

    private Optional<Found> find(String letterId) {
        return jdbc.sql("""
                        select position, origin, sender, routing_key, error, reason, content_type, message_id,
                          correlation_id, body
                        from dead_letter where letter_id = :letterId order by position limit 1 for update""")
                .param("letterId", letterId)
                .query((row, number) -> new Found(
                        row.getLong(1),
                        new BuriedLetter(
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                row.getString(6),
                                row.getString(7),
                                row.getString(8),
                                row.getString(9),
                                row.getBytes(10))))
                .optional();
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
            List<Long> theirs = new ArrayList<>();
            positions = jdbc.sql("select position, body from dead_letter where position > ? and " + which
                            + " order by position limit ?")
                    .param(positions.get(positions.size() - 1))
                    .param(AT_ONCE)
                    .query((row, number) -> {
                        String body = new String(row.getBytes(2), StandardCharsets.UTF_8);
                        if (marks.stream().anyMatch(body::contains)) {
                            theirs.add(row.getLong(1));
                        }
                        return row.getLong(1);
                    })
                    .list();
            jdbc.sql("delete from dead_letter where position = any(?)")
                    .param(numbers(theirs))
                    .update();
        }
    }
}
