package com.sealkloud.chat.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.sealkloud.chat.api.Page;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.audit.AuditStore.Link;
import com.sealkloud.chat.sql.SqlValues;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The audit log, for administrators. */
@RestController
@RequestMapping("/api/v1/audit")
@PreAuthorize("hasAuthority('admin')")
class AuditController {

    private static final Pattern CURSOR = Pattern.compile("[1-9][0-9]{0,17}");
    private static final Pattern NOTED = Pattern.compile("([0-9]{1,18}):([0-9a-f]{64})");
    private static final int ROWS_AT_ONCE = 500;

    private final AuditStore store;
    private final AuditValues values;
    private final AuditVerification verification;
    private final AuditLog auditLog;

    AuditController(AuditStore store, AuditValues values, AuditVerification verification, AuditLog auditLog) {
        this.store = store;
        this.values = values;
        this.verification = verification;
        this.auditLog = auditLog;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AuditView(
            long id,
            Instant at,
            @Nullable String actor,
            String action,
            @Nullable String target,
            @Nullable String address,
            @Nullable Map<String, Object> before,
            @Nullable Map<String, Object> after) {}

    /**
     * The newest first.
     *
     * @param since inclusive
     * @param until exclusive
     */
    @GetMapping
    Page<AuditView> list(
            @RequestParam(required = false) @Nullable @Size(max = 100) String actor,
            @RequestParam(required = false) @Nullable @Size(max = 60) String action,
            @RequestParam(required = false) @Nullable @Size(max = 300) String target,
            @RequestParam(required = false) @Nullable Instant since,
            @RequestParam(required = false) @Nullable Instant until,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        List<AuditEntry> rows = store.page(filter(actor, action, target, since, until), below(cursor), limit + 1);
        List<AuditView> items = rows.stream().limit(limit).map(this::view).toList();
        return new Page<>(
                items, rows.size() > limit ? Long.toString(items.get(limit - 1).id()) : null);
    }

    private static AuditFilter filter(
            @Nullable String actor,
            @Nullable String action,
            @Nullable String target,
            @Nullable Instant since,
            @Nullable Instant until) {
        return new AuditFilter(actor, action, target, SqlValues.known(since), SqlValues.known(until));
    }

    private static long below(@Nullable String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return Long.MAX_VALUE;
        }
        if (!CURSOR.matcher(cursor).matches()) {
            throw Refusal.badRequest("The cursor is not one of ours.");
        }
        return Long.parseLong(cursor);
    }

    private AuditView view(AuditEntry entry) {
        return new AuditView(
                entry.id(),
                entry.at(),
                entry.actor(),
                entry.action(),
                entry.target(),
                entry.address(),
                values.read(entry.before()),
                values.read(entry.after()));
    }

    /** All entries as a CSV file. The export is an entry itself. */
    @GetMapping(path = "/csv", produces = AuditCsv.TYPE)
    void csv(
            @RequestParam(required = false) @Nullable @Size(max = 100) String actor,
            @RequestParam(required = false) @Nullable @Size(max = 60) String action,
            @RequestParam(required = false) @Nullable @Size(max = 300) String target,
            @RequestParam(required = false) @Nullable Instant since,
            @RequestParam(required = false) @Nullable Instant until,
            HttpServletResponse response)
            throws IOException {
        AuditFilter filter = filter(actor, action, target, since, until);
        auditLog.record("audit.exported", null, null, filter.values());
        response.setContentType(AuditCsv.TYPE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit.csv\"");
        AuditCsv csv = new AuditCsv(response.getWriter());
        long below = Long.MAX_VALUE;
        List<AuditEntry> rows;
        do {
            rows = store.page(filter, below, ROWS_AT_ONCE);
            rows.forEach(csv::add);
            below = rows.isEmpty() ? below : rows.get(rows.size() - 1).id();
        } while (rows.size() == ROWS_AT_ONCE && !csv.isAbandoned());
    }

    /**
     * Follows the whole chain.
     *
     * @param noted id and hash of an entry that was noted earlier, such as {@code 17:9f86…}
     */
    @GetMapping("/verification")
    AuditVerification.VerifiedChain verify(@RequestParam(required = false) @Nullable String noted) {
        return verification.verify(noted == null ? null : link(noted));
    }

    private static Link link(String noted) {
        Matcher parts = NOTED.matcher(noted);
        if (!parts.matches()) {
            throw Refusal.badRequest("What was noted is an id, a colon and a hash.");
        }
        return new Link(Long.parseLong(parts.group(1)), parts.group(2));
    }
}
