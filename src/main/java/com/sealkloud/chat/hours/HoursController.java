package com.sealkloud.chat.hours;

import com.sealkloud.chat.api.EntityTag;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import com.sealkloud.chat.audit.AuditLog;
import jakarta.validation.Valid;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Opening hours and holidays, for administrators. */
@RestController
@RequestMapping("/api/v1/opening-hours")
@PreAuthorize("hasAuthority('admin')")
class HoursController {

    private final HoursStore store;
    private final AuditLog audit;
    private final TransactionTemplate transactions;

    HoursController(HoursStore store, AuditLog audit, TransactionTemplate transactions) {
        this.store = store;
        this.audit = audit;
        this.transactions = transactions;
    }

    @GetMapping
    ResponseEntity<HoursDocument> get() {
        return tagged(store.document());
    }

    /** @param ifMatch the ETag of the hours that are to be changed; without it any are */
    @PutMapping
    ResponseEntity<HoursDocument> change(
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody HoursDocument hours) {
        HoursDocument wanted = HoursDocument.of(hours.parsed());
        try {
            transactions.executeWithoutResult(status -> save(wanted, ifMatch));
        } catch (DuplicateKeyException e) {
            throw changedMeanwhile();
        }
        return tagged(wanted);
    }

    private void save(HoursDocument wanted, @Nullable String ifMatch) {
        HoursDocument before = store.lock();
        if (ifMatch != null && !tag(before).matches(ifMatch)) {
            throw changedMeanwhile();
        }
        if (!wanted.equals(before)) {
            store.save(wanted);
            audit.record("hours.changed", "hours:opening", audited(before), audited(wanted));
        }
    }

    private static Map<String, Object> audited(HoursDocument hours) {
        return Map.of("timeZone", hours.timeZone(), "hours", hours.hours(), "holidays", hours.holidays());
    }

    private static Refusal changedMeanwhile() {
        return new Refusal(RefusalCode.CONFLICT, "Somebody else has changed the hours meanwhile. Read them again.");
    }

    private static EntityTag tag(HoursDocument hours) {
        return EntityTag.of(hours.toString());
    }

    private static ResponseEntity<HoursDocument> tagged(HoursDocument hours) {
        return ResponseEntity.ok().eTag(tag(hours).value()).body(hours);
    }
}
