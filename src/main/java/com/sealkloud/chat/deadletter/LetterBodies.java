package com.sealkloud.chat.deadletter;

import com.sealkloud.chat.encryption.AssociatedData;
import com.sealkloud.chat.encryption.SealableRows;
import com.sealkloud.chat.encryption.Sealing;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The bodies of dead letters as they are stored, sealed or not. */
@Component
class LetterBodies implements SealableRows {

    /** In the place of a body that was changed in the database. */
    static final String UNREADABLE = "[This letter cannot be read: it was changed in the database.]";

    private static final int AT_ONCE = 20;

    private final Sealing sealing;
    private final JdbcClient jdbc;

    LetterBodies(Sealing sealing, JdbcClient jdbc) {
        this.sealing = sealing;
        this.jdbc = jdbc;
    }

    /**
     * As it stands in the columns {@code letter_id}, {@code body} and {@code sealed}.
     *
     * @param isSealed a body may be anything, and so it does not tell itself
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares them, and none is changed
    record Stored(String letterId, byte[] body, boolean isSealed) {

        static Stored of(ResultSet row) throws SQLException {
            return new Stored(row.getString("letter_id"), row.getBytes("body"), row.getBoolean("sealed"));
        }
    }

    private static AssociatedData associated(String letterId) {
        return new AssociatedData("dead_letter.body", "", 0, letterId);
    }

    Stored stored(String letterId, byte[] body) {
        if (!sealing.isOn()) {
            return new Stored(letterId, body, false);
        }
        String sealed = sealing.seal(associated(letterId), new String(body, StandardCharsets.ISO_8859_1));
        return new Stored(letterId, sealed.getBytes(StandardCharsets.US_ASCII), true);
    }

    /** Not while the rows of a query are read. */
    byte[] open(Stored stored) {
        return stored.isSealed()
                ? sealing.open(associated(stored.letterId()), new String(stored.body(), StandardCharsets.US_ASCII))
                        .orElse(UNREADABLE)
                        .getBytes(StandardCharsets.ISO_8859_1)
                : stored.body();
    }

    private record Row(long position, Stored plain) {}

    @Override
    public @Nullable String sealSome(String conversationId, String mark, String after) {
        if (!conversationId.isEmpty()) {
            return null;
        }
        List<Row> rows = jdbc.sql("""
                        select position, letter_id, body, sealed from dead_letter
                        where not sealed and position > ? order by position limit ?""")
                .params(after.isEmpty() ? 0 : Long.parseLong(after), AT_ONCE)
                .query((row, number) -> new Row(row.getLong("position"), Stored.of(row)))
                .list();
        for (Row row : rows) {
            Stored sealed = stored(row.plain().letterId(), row.plain().body());
            jdbc.sql("update dead_letter set body = ?, sealed = ? where position = ? and not sealed")
                    .params(sealed.body(), sealed.isSealed(), row.position())
                    .update();
        }
        return rows.size() < AT_ONCE
                ? null
                : String.valueOf(rows.get(rows.size() - 1).position());
    }
}
