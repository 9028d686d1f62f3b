package com.sealkloud.chat.deadletter;

import static com.sealkloud.chat.sql.SqlValues.texts;
import static com.sealkloud.chat.sql.SqlValues.utc;

import com.sealkloud.chat.api.Page;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.deadletter.LetterBodies.Stored;
import com.sealkloud.chat.due.WaitingRows;
import com.sealkloud.chat.text.Characters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
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

    private static final int LONGEST_SHOWN = 4_000;

    /** Of UTF-8, which shows so many characters at least. */
    private static final int OCTETS_SHOWN = 4 * LONGEST_SHOWN;

    private static final int AT_ONCE = 500;
    private static final String NOTIFICATIONS = "chat.notifications";
    private static final Pattern EVENT_ID = Pattern.compile("\"eventId\"\\s*:\\s*\"([^\"\\\\]{1,200})\"");
    private static final Pattern CURSOR = Pattern.compile("\\d{0,18}");

    private static final String COLUMNS = """
            select position, letter_id, origin, sender, routing_key, error, reason, content_type, message_id,
              correlation_id, sealed,\s""";

    private static final String SELECT = COLUMNS + "body from dead_letter ";

    /** A sealed body can only be opened as a whole, and many of them would be too much at once. */
    private static final String SELECT_BEGINNINGS = COLUMNS
            + "substring(body from 1 for case when sealed then 0 else " + OCTETS_SHOWN + " end) as body"
            + " from dead_letter ";

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

    /**
     * The oldest ones.
     *
     * @param sender whose letters, null for all
     * @param origin of which queue, null for all
     * @param cursor of the page before; empty for the first page
     */
    Page<DeadLetter> list(@Nullable String sender, @Nullable String origin, String cursor, int limit) {
        List<Row> rows = jdbc.sql(SELECT_BEGINNINGS + "where position > :after"
                        + (sender == null ? "" : " and sender = :sender")
                        + (origin == null ? "" : " and coalesce(origin, '') = :origin")
                        + " order by position limit :limit")
                .param("after", positionOf(cursor))
                .param("sender", sender)
                .param("origin", origin)
                .param("limit", limit + 1)
                .query(Row::of)
                .list();
        List<Row> page = rows.subList(0, Math.min(limit, rows.size()));
        return new Page<>(
                page.stream().map(this::shown).toList(),
                rows.size() > limit ? String.valueOf(page.get(limit - 1).position()) : null);
    }

    private static long positionOf(String cursor) {
        if (!CURSOR.matcher(cursor).matches()) {
            throw Refusal.badRequest("The cursor is not one of ours.");
        }
        return cursor.isEmpty() ? 0 : Long.parseLong(cursor);
    }

    /** @return how many letters of this sender and queue there were */
    int dropAll(String sender, String origin) {
        return jdbc.sql("delete from dead_letter where sender = :sender and coalesce(origin, '') = :origin")
                .param("sender", sender)
                .param("origin", origin)
                .update();
    }

    private DeadLetter shown(Row row) {
        byte[] body = row.stored().isSealed()
                ? find(row.position()).map(BuriedLetter::body).orElse(new byte[0])
                : row.stored().body();
        BuriedLetter letter = row.letter();
        return new DeadLetter(
                row.stored().letterId(),
                letter.sender(),
                letter.origin(),
                letter.routingKey(),
                letter.error(),
                letter.reason(),
                letter.contentType(),
                letter.messageId(),
                Characters.upTo(new String(body, StandardCharsets.UTF_8), LONGEST_SHOWN));
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

    /** @return nothing if it was removed meanwhile */
    private Optional<BuriedLetter> find(long position) {
        return jdbc.sql(SELECT + "where position = ?")
                .param(position)
                .query(Row::of)
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
        Optional<Row> found = jdbc.sql(SELECT + "where letter_id = :letterId order by position limit 1 for update")
                .param("letterId", letterId)
                .query(Row::of)
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
