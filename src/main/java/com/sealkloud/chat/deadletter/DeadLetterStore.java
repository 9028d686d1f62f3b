package com.sealkloud.chat.deadletter;

import static com.sealkloud.chat.sql.SqlValues.texts;
import static com.sealkloud.chat.sql.SqlValues.utc;

import com.sealkloud.chat.deadletter.LetterBodies.Stored;
import com.sealkloud.chat.due.WaitingRows;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The dead letters, oldest first, limited per sender. */
@Repository
class DeadLetterStore implements WaitingRows {

    private static final int AT_ONCE = 500;
    private static final String NOTIFICATIONS = "chat.notifications";
    private static final Pattern EVENT_ID = Pattern.compile("\"eventId\"\\s*:\\s*\"([^\"\\\\]{1,200})\"");
    static final String COLUMNS = """
            select position, letter_id, origin, sender, routing_key, error, reason, content_type, message_id,
              correlation_id, sealed,\s""";

    private static final String SELECT = COLUMNS + "body from dead_letter ";

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
                          message_id, correlation_id, body, sealed, octets, buried_at, event_id)
                        values (:letterId, :origin, :sender, :routingKey, :error, :reason, :contentType,
                          :messageId, :correlationId, :body, :sealed, :octets, :now, :eventId)""")
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
                .param("eventId", eventOf(letter))
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

    /** @return how many letters of this sender and queue there were */
    int dropAll(String sender, String origin) {
        return jdbc.sql("delete from dead_letter where sender = :sender and coalesce(origin, '') = :origin")
                .param("sender", sender)
                .param("origin", origin)
                .update();
    }

    private BuriedLetter opened(LetterRow row) {
        return row.letter().withBody(bodies.open(row.stored()));
    }

    /** @return nothing if it was removed meanwhile */
    Optional<BuriedLetter> find(long position) {
        return jdbc.sql(SELECT + "where position = ?")
                .param(position)
                .query(LetterRow::of)
                .optional()
                .map(this::opened);
    }

    /**
     * Removes the oldest letter of this id.
     *
     * @param use receives it first; if it fails, the letter stays
     * @return whether there was one
     */
    @Transactional
    public boolean take(String letterId, Consumer<BuriedLetter> use) {
        Optional<LetterRow> found = jdbc.sql(
                        SELECT + "where letter_id = :letterId order by position limit 1 for update")
                .param("letterId", letterId)
                .query(LetterRow::of)
                .optional();
        found.ifPresent(row -> {
            use.accept(opened(row));
            remove(row.position());
        });
        return found.isPresent();
    }

    /** @return how many letters about this person there were */
    int removeAbout(AboutPerson person) {
        AtomicInteger removed = new AtomicInteger();
        forEach("true", (position, letter) -> {
            if (person.isIn(letter.body())) {
                remove(position);
                removed.incrementAndGet();
            }
        });
        return removed.get();
    }

    /** Removes those of the service's own queue that tell of these events. */
    void removeOf(List<String> eventIds) {
        // A node of an earlier release has not noted of which one; each is opened once.
        forEach(
                "origin = '" + NOTIFICATIONS + "' and event_id is null",
                (position, letter) -> jdbc.sql("update dead_letter set event_id = ? where position = ?")
                        .param(eventOf(letter))
                        .param(position)
                        .update());
        jdbc.sql("delete from dead_letter where origin = ? and event_id = any(?)")
                .param(NOTIFICATIONS)
                .param(texts(eventIds))
                .update();
    }

    private void remove(long position) {
        jdbc.sql("delete from dead_letter where position = ?").param(position).update();
    }

    /** Opens the letters of some rows one by one, oldest first; each may be removed meanwhile. */
    private void forEach(String condition, BiConsumer<Long, BuriedLetter> use) {
        long after = 0;
        List<Long> positions;
        do {
            positions = jdbc.sql("select position from dead_letter where position > ? and " + condition
                            + " order by position limit ?")
                    .param(after)
                    .param(AT_ONCE)
                    .query(Long.class)
                    .list();
            for (long position : positions) {
                find(position).ifPresent(letter -> use.accept(position, letter));
                after = position;
            }
        } while (positions.size() == AT_ONCE);
    }

    /** @return the event that it tells of; empty if none, null if nobody asks */
    private static @Nullable String eventOf(BuriedLetter letter) {
        if (!NOTIFICATIONS.equals(letter.origin())) {
            return null;
        }
        Matcher event = EVENT_ID.matcher(new String(letter.body(), StandardCharsets.UTF_8));
        return event.find() ? event.group(1) : "";
    }
}
