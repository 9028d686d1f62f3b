package com.sealkloud.chat.log;

import com.sealkloud.chat.encryption.AssociatedData;
import com.sealkloud.chat.encryption.Sealing;
import com.sealkloud.chat.text.Characters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Between an event's JSON and the row of the log that holds it, sealed or not. All that reads or
 * writes {@code payload} and {@code original} goes through here, after it has read all rows of its
 * query. A row that cannot be opened becomes an event that says so ({@code UnreadableEvents}).
 */
@Component
public class StoredPayloads {

    private static final String PAYLOAD = "log_entry.payload";
    private static final String ORIGINAL = "log_entry.original";

    private final Sealing sealing;
    private final UnreadableEvents unreadable;

    StoredPayloads(Sealing sealing, UnreadableEvents unreadable) {
        this.sealing = sealing;
        this.unreadable = unreadable;
    }

    /**
     * A row as it stands in the database.
     *
     * @param payload sealed or not
     */
    public record Stored(LogEntryId id, String type, String payload) {}

    private static AssociatedData associated(String column, LogEntryId id, String type) {
        return new AssociatedData(column, id.conversationId(), id.seq(), type);
    }

    /** @return what is to be stored as the payload of the row */
    String seal(LogEntryId id, String type, String payload) {
        return sealing.seal(associated(PAYLOAD, id, type), payload);
    }

    /** @return what is to be stored as what was first written; null for nothing */
    @Nullable
    String sealOriginal(LogEntryId id, String type, @Nullable String original) {
        return sealing.sealNullable(associated(ORIGINAL, id, type), original);
    }

    /**
     * @return the payload, repaired: what was stored before text was checked must not break every
     *     page and batch that it is in
     */
    public String open(LogEntryId id, String type, String stored) {
        return row(new Stored(id, type, stored)).payload();
    }

    /** @return the payload of a row that JPA has read */
    public String of(LogEntry entry) {
        return open(entry.id(), entry.type(), entry.stored());
    }

    /** @return what was first written; nothing if it cannot be opened */
    public Optional<String> openOriginal(LogEntryId id, String type, String stored) {
        return sealing.open(associated(ORIGINAL, id, type), stored).map(Characters::repaired);
    }

    /** @return the payload as it was stored, unless it cannot be opened */
    Optional<String> find(LogEntryId id, String type, String stored) {
        return sealing.open(associated(PAYLOAD, id, type), stored);
    }

    /** @return the same rows, in the same order, with their payloads */
    List<LogPages.Row> open(List<Stored> stored) {
        prepare(stored);
        List<LogPages.Row> rows = new ArrayList<>(stored.size());
        stored.forEach(one -> rows.add(row(one)));
        return rows;
    }

    private void prepare(List<Stored> stored) {
        if (sealing.isPossible()) {
            sealing.prepare(stored.stream().map(Stored::payload).toList());
        }
    }

    private LogPages.Row row(Stored stored) {
        LogEntryId id = stored.id();
        return find(id, stored.type(), stored.payload())
                .map(payload -> new LogPages.Row(id.seq(), stored.type(), Characters.repaired(payload)))
                .orElseGet(() -> unreadable.of(id, stored.type()));
    }
}
