package com.sealkloud.chat.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditCsvTests {

    private static String line(String target) {
        StringWriter file = new StringWriter();
        new AuditCsv(new PrintWriter(file))
                .add(new AuditEntry(
                        7, Instant.parse("2026-11-28T10:00:00Z"), "ada", "x.y", target, null, null, "{\"a\":\"b\"}"));
        assertThat(file.toString()).startsWith("\"id\",\"at\",\"actor\",\"action\",\"target\",\"address\",");
        return file.toString().split("\r\n", 2)[1];
    }

    @Test
    void cellsAreQuoted() {
        assertThat(line("a \"b\", c\r\nd"))
                .isEqualTo("\"7\",\"2026-11-28T10:00:00Z\",\"ada\",\"x.y\",\"a \"\"b\"\", c\r\nd\",,,"
                        + "\"{\"\"a\"\":\"\"b\"\"}\"\r\n");
    }

    @ParameterizedTest
    @CsvSource({"=1+1", "+1", "-1", "@SUM(A1)", "'\t=1'", "＝1"})
    void noCellIsAFormula(String target) {
        assertThat(line(target)).contains(",\"'" + target + "\",");
    }
}
