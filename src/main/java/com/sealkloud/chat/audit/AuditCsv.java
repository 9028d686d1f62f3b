package com.sealkloud.chat.audit;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes entries as CSV (RFC 4180). No cell begins like a formula, because spreadsheets run those.
 */
class AuditCsv {

    static final String TYPE = "text/csv";

    private static final String FORMULA = "=+-@\t\r\n＝＋－＠";

    private final PrintWriter out;

    AuditCsv(PrintWriter out) {
        this.out = out;
        line("id", "at", "actor", "action", "target", "address", "before", "after");
    }

    void add(AuditEntry entry) {
        line(
                Long.toString(entry.id()),
                entry.at().toString(),
                entry.actor(),
                entry.action(),
                entry.target(),
                entry.address(),
                entry.before(),
                entry.after());
    }

    /** Whether the reader is gone. */
    boolean isAbandoned() {
        return out.checkError();
    }

    private void line(@Nullable String... cells) {
        out.print(Arrays.stream(cells).map(AuditCsv::cell).collect(Collectors.joining(",")) + "\r\n");
    }

    private static String cell(@Nullable String value) {
        if (value == null || value.isEmpty()) {
            return "";
        }
        String safe = FORMULA.indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        return '"' + safe.replace("\"", "\"\"") + '"';
    }
}
