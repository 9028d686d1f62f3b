package com.sealkloud.chat.export;

import com.sealkloud.chat.account.Account;
import com.sealkloud.chat.account.AccountErased;
import com.sealkloud.chat.account.AccountRepository;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.account.RoleChanged;
import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import com.sealkloud.chat.audit.AuditLog;
import com.sealkloud.chat.conversation.MembershipEnded;
import com.sealkloud.chat.export.Export.ExportState;
import com.sealkloud.chat.log.PartErased;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Exports of people: asked for by themselves or by an administrator, one at a time, and by
 * themselves with a pause after each.
 */
@Service
@Transactional
class Exports {

    private final ExportRows rows;
    private final ExportFiles files;
    private final AccountRepository accounts;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;
    private final ExportProperties properties;
    private final Clock clock;

    Exports(
            ExportRows rows,
            ExportFiles files,
            AccountRepository accounts,
            AuditLog audit,
            ApplicationEventPublisher events,
            ExportProperties properties,
            Clock clock) {
        this.rows = rows;
        this.files = files;
        this.accounts = accounts;
        this.audit = audit;
        this.events = events;
        this.properties = properties;
        this.clock = clock;
    }

    /** An export can be worked on once the transaction has committed. */
    record ExportBegun() {}

    /**
     * @return the id of the export
     * @throws Refusal {@code forbidden} for somebody else's data; {@code not_found}; {@code
     *     conflict} while another one is made, for oneself also for a while after it, for programs
     *     and for erased people
     */
    public String begin(Person caller, String userId) {
        requireMay(caller, userId);
        Account account =
                accounts.findLocked(userId).orElseThrow(() -> Refusal.notFound("There is no user " + userId + "."));
        if (account.person().isService() || account.isErased()) {
            throw new Refusal(RefusalCode.CONFLICT, "There is nobody behind this account.");
        }
        List<Export> exports = rows.of(userId);
        if (exports.stream().anyMatch(export -> export.state() == ExportState.RUNNING)) {
            throw new Refusal(RefusalCode.CONFLICT, "An export of this user is being made already.");
        }
        if (caller.userId().equals(userId) && exports.stream().anyMatch(this::isRecent)) {
            throw new Refusal(RefusalCode.CONFLICT, "There is a recent export. Download it, or ask again later.");
        }
        String exportId = Ids.next();
        rows.add(exportId, userId, caller.userId());
        record(caller, "export.requested", userId, exportId);
        events.publishEvent(new ExportBegun());
        return exportId;
    }

    /** Each one reads all files of all conversations of the person. */
    private boolean isRecent(Export export) {
        Instant expiresAt = export.expiresAt();
        if (export.state() != ExportState.READY || expiresAt == null) {
            return false;
        }
        Instant now = clock.instant();
        Instant madeAt = expiresAt.minus(properties.keep());
        // It is in the future if files were kept for longer at that time.
        return !madeAt.isAfter(now) && madeAt.plus(properties.pause()).isAfter(now);
    }

    /**
     * @return the one that is made and those of before that are kept, the newest first
     * @throws Refusal {@code forbidden} for somebody else's data; {@code not_found}
     */
    public List<Export> list(Person caller, String userId) {
        requireMay(caller, userId);
        if (!accounts.existsById(userId)) {
            throw Refusal.notFound("There is no user " + userId + ".");
        }
        return rows.of(userId);
    }

    /** @throws Refusal {@code forbidden} for somebody else's data; {@code not_found} */
    public Export find(Person caller, String userId, String exportId) {
        requireMay(caller, userId);
        return rows.find(userId, exportId).orElseThrow(() -> Refusal.notFound("There is no export " + exportId + "."));
    }

    /** @throws Refusal {@code conflict} if there is no file */
    public Resource download(Person caller, String userId, String exportId) {
        Export export = find(caller, userId, exportId);
        if (export.state() != ExportState.READY) {
            throw new Refusal(
                    RefusalCode.CONFLICT, "The export is " + export.state().wireName() + ".");
        }
        if (!files.exist(exportId)) {
            throw Refusal.notFound("The file of the export is gone. Ask for another one.");
        }
        record(caller, "export.downloaded", userId, exportId);
        return files.read(exportId);
    }

    @EventListener
    void remove(AccountErased erased) {
        rows.of(erased.userId()).forEach(export -> {
            rows.remove(export.exportId());
            files.remove(export.exportId());
        });
    }

    /** Other people's exports have what was erased, too. */
    @EventListener
    void makeAgain(PartErased erased) {
        List<String> exportIds = rows.makeAgain(erased.conversationId());
        exportIds.forEach(files::remove);
        begunAgain(exportIds);
    }

    /**
     * What they may read no longer, they have no copy of here any longer. The worker removes the
     * file: nobody stays in a room because of the storage of exports.
     */
    @EventListener
    void makeAgain(MembershipEnded ended) {
        begunAgain(rows.makeAgain(ended.userId(), ended.conversationId()));
    }

    @EventListener
    void makeAgain(RoleChanged changed) {
        begunAgain(rows.makeAllAgain(changed.after().userId()));
    }

    private void begunAgain(List<String> exportIds) {
        if (!exportIds.isEmpty()) {
            events.publishEvent(new ExportBegun());
        }
    }

    private static void requireMay(Person caller, String userId) {
        if (!caller.isAdmin() && !caller.userId().equals(userId)) {
            throw Refusal.forbidden("The data of somebody else is exported by administrators.");
        }
    }

    /** People can fetch their own data as often as they like. */
    private void record(Person caller, String action, String userId, String exportId) {
        String target = "user:" + userId;
        Map<String, String> details = Map.of("exportId", exportId);
        if (caller.userId().equals(userId)) {
            audit.recordBounded(userId, action, target, details);
        } else {
            audit.record(action, target, null, details);
        }
    }
}
