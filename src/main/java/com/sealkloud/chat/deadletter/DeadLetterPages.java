package com.sealkloud.chat.deadletter;

import com.sealkloud.chat.api.Page;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.text.Characters;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The dead letters as administrators see them, of each body its beginning. */
@Repository
class DeadLetterPages {

    private static final int LONGEST_SHOWN = 4_000;

    /** Of UTF-8, which shows so many characters at least. */
    private static final int OCTETS_SHOWN = 4 * LONGEST_SHOWN;

    private static final Pattern CURSOR = Pattern.compile("\\d{0,18}");

    /** A sealed body can only be opened as a whole, and many of them would be too much at once. */
    private static final String SELECT_BEGINNINGS = DeadLetterStore.COLUMNS
            + "substring(body from 1 for case when sealed then 0 else " + OCTETS_SHOWN + " end) as body"
            + " from dead_letter ";

    private final JdbcClient jdbc;
    private final DeadLetterStore store;

    DeadLetterPages(JdbcClient jdbc, DeadLetterStore store) {
        this.jdbc = jdbc;
        this.store = store;
    }

    /**
     * The oldest ones.
     *
     * @param sender whose letters, null for all
     * @param origin of which queue, null for all
     * @param cursor of the page before; empty for the first page
     */
    Page<DeadLetter> list(@Nullable String sender, @Nullable String origin, String cursor, int limit) {
        List<LetterRow> rows = jdbc.sql(SELECT_BEGINNINGS + "where position > :after"
                        + (sender == null ? "" : " and sender = :sender")
                        + (origin == null ? "" : " and coalesce(origin, '') = :origin")
                        + " order by position limit :limit")
                .param("after", positionOf(cursor))
                .param("sender", sender)
                .param("origin", origin)
                .param("limit", limit + 1)
                .query(LetterRow::of)
                .list();
        List<LetterRow> page = rows.subList(0, Math.min(limit, rows.size()));
        return new Page<>(
                page.stream().map(this::shown).toList(),
                rows.size() > limit ? String.valueOf(page.get(limit - 1).position()) : null);
    }

    /** @throws Refusal {@code bad_request} if it is not from a page */
    static void check(String cursor) {
        if (!CURSOR.matcher(cursor).matches()) {
            throw Refusal.badRequest("The cursor is not one of ours.");
        }
    }

    private static long positionOf(String cursor) {
        check(cursor);
        return cursor.isEmpty() ? 0 : Long.parseLong(cursor);
    }

    private DeadLetter shown(LetterRow row) {
        byte[] body = row.stored().isSealed()
                ? store.find(row.position()).map(BuriedLetter::body).orElse(new byte[0])
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
}
