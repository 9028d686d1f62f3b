package com.sealkloud.chat.deadletter;

import com.sealkloud.chat.deadletter.LetterBodies.Stored;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A dead letter as it stands in the database.
 *
 * @param letter without its body
 */
record LetterRow(long position, BuriedLetter letter, Stored stored) {

    static LetterRow of(ResultSet row, int number) throws SQLException {
        return new LetterRow(
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
