package com.sealkloud.chat.log;

import static com.sealkloud.chat.sql.SqlValues.numbers;
import static com.sealkloud.chat.sql.SqlValues.texts;

import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.Collection;
import org.springframework.jdbc.support.SqlArrayValue;

/** Names one event of the log. */
@Embeddable
public record LogEntryId(String conversationId, long seq) implements Serializable {

    /** @return the first half of each, for a statement that takes many at once */
    public static SqlArrayValue conversationIds(Collection<LogEntryId> ids) {
        return texts(ids.stream().map(LogEntryId::conversationId).toList());
    }

    /** @return the second half of each, in the same order */
    public static SqlArrayValue seqs(Collection<LogEntryId> ids) {
        return numbers(ids.stream().map(LogEntryId::seq).toList());
    }
}
