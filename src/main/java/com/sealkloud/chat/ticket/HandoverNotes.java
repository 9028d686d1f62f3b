package com.sealkloud.chat.ticket;

import com.sealkloud.chat.encryption.Place;
import com.sealkloud.chat.encryption.SealableRows;
import com.sealkloud.chat.encryption.Sealing;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was written about hand-overs, as it is stored. */
@Component
class HandoverNotes implements SealableRows {

    private static final int AT_ONCE = 100;

    private static final String UNREADABLE = "[This note cannot be read: it was changed in the database.]";

    private final Sealing sealing;
    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    HandoverNotes(Sealing sealing, JdbcClient jdbc, JdbcTemplate batches) {
        this.sealing = sealing;
        this.jdbc = jdbc;
        this.batches = batches;
    }

    private static Place place(String conversationId, String handoverId) {
        return new Place("ticket_handover.note", conversationId, 0, handoverId);
    }

    /** @return the form in which the note of an offer is stored */
    @Nullable
    String stored(Handover offer, @Nullable String note) {
        return sealing.sealNullable(place(offer.conversationId(), offer.handoverId()), note);
    }

    /** @return the note of an offer, if it has one */
    @Nullable
    String of(Handover offer) {
        String stored = offer.storedNote();
        return stored == null
                ? null
                : sealing.open(place(offer.conversationId(), offer.handoverId()), stored)
                        .orElse(UNREADABLE);
    }

    private record Row(String handoverId, String note) {}

    @Override
    public @Nullable String sealSome(String conversationId, String mark, String after) {
        List<Row> rows = jdbc.sql("""
                        select handover_id, note from ticket_handover
                        where conversation_id = ? and handover_id > ? and note not like ?
                        order by handover_id limit ?""")
                .params(conversationId, after, mark + "%", AT_ONCE)
                .query((row, number) -> new Row(row.getString(1), row.getString(2)))
                .list();
        List<Object[]> sealed = new ArrayList<>();
        for (Row row : rows) {
            Place place = place(conversationId, row.handoverId());
            sealing.open(place, row.note())
                    .ifPresent(
                            note -> sealed.add(new Object[] {sealing.seal(place, note), row.handoverId(), row.note()}));
        }
        batches.batchUpdate("update ticket_handover set note = ? where handover_id = ? and note = ?", sealed);
        return rows.size() < AT_ONCE ? null : rows.get(rows.size() - 1).handoverId();
    }
}
