package com.sealkloud.chat.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.sealkloud.chat.audit.AuditStore.Ends;
import com.sealkloud.chat.audit.AuditStore.Link;
import com.sealkloud.chat.audit.AuditStore.Linked;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Follows the chain of the audit log from where retention has left it to its end. */
@Component
class AuditVerification {

    private static final int ROWS_AT_ONCE = 500;

    /** What has become of an entry whose hash was noted earlier. */
    enum NotedState {
        unchanged,
        /** Or an earlier one has been. */
        changed,
        missing,
        /** By retention, as far as the table says. */
        removed
    }

    /**
     * @param entries how many fit
     * @param firstId the oldest entry that is to be there
     * @param firstBroken the first entry that is missing or does not fit; null if all do
     * @param lastId the last entry that fits
     * @param lastHash its hash, to be noted elsewhere
     * @param noted null if nothing was noted
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record VerifiedChain(
            long entries,
            long firstId,
            @Nullable Long firstBroken,
            long lastId,
            String lastHash,
            @Nullable NotedState noted) {}

    private final AuditStore store;

    AuditVerification(AuditStore store) {
        this.store = store;
    }

    /** @param noted an entry that fitted at some time, by an earlier outcome */
    VerifiedChain verify(@Nullable Link noted) {
        Ends ends;
        VerifiedChain outcome;
        do {
            ends = store.ends();
            outcome = new Walk(ends, noted).outcome();
            // Retention has removed what was about to be read: again, from the new beginning.
        } while (outcome.firstBroken() != null && !store.ends().floor().equals(ends.floor()));
        return outcome;
    }

    /** One way along the chain. */
    private final class Walk {

        private final Ends ends;
        private final @Nullable Link noted;
        private Link last;
        private @Nullable NotedState found;

        private Walk(Ends ends, @Nullable Link noted) {
            this.ends = ends;
            this.noted = noted;
            this.last = ends.floor();
        }

        private VerifiedChain outcome() {
            compare(last);
            boolean fits = true;
            while (fits && last.id() < ends.end().id()) {
                fits = goOn(store.after(last.id(), ROWS_AT_ONCE));
            }
            // The ends were read first, so the chain may have grown since.
            boolean isWhole = fits
                    && ends.end().id() >= ends.floor().id()
                    && (last.id() > ends.end().id() || last.equals(ends.end()));
            long firstId = ends.floor().id() + 1;
            return new VerifiedChain(
                    last.id() - ends.floor().id(),
                    firstId,
                    isWhole ? null : Long.valueOf(fits ? last.id() : last.id() + 1),
                    last.id(),
                    last.hash(),
                    noted(isWhole));
        }

        private boolean goOn(List<Linked> rows) {
            for (Linked row : rows) {
                boolean isNext = row.entry().id() == last.id() + 1;
                if (!isNext || !row.hash().equals(AuditChain.hash(last.hash(), row.entry()))) {
                    return false;
                }
                last = new Link(row.entry().id(), row.hash());
                compare(last);
            }
            return !rows.isEmpty();
        }

        private void compare(Link link) {
            if (noted != null && noted.id() == link.id()) {
                found = noted.equals(link) ? NotedState.unchanged : NotedState.changed;
            }
        }

        private @Nullable NotedState noted(boolean isWhole) {
            if (noted == null || found != null) {
                return found;
            }
            if (noted.id() < ends.floor().id()) {
                return NotedState.removed;
            }
            return isWhole ? NotedState.missing : NotedState.changed;
        }
    }
}
