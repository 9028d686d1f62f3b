package com.sealkloud.chat.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AuditChainTests {

    private static final Instant TIME = Instant.parse("2026-11-28T10:00:00.123Z");

    private static AuditEntry entry(@Nullable String actor, String action, @Nullable String target) {
        return new AuditEntry(7, TIME, actor, action, target, "192.0.2.1", null, "{\"role\":\"client\"}");
    }

    @Test
    void hashIsThatOfTheDocumentedFields() {
        assertThat(AuditChain.hash(AuditChain.BEGINNING, entry("ada", "account.created", "user:carol")))
                .isEqualTo("7b417c6953b634867d86af8b46ebf2460d4bc0bf78f96c554aa0a84eedee932a");
    }

    @Test
    void anyDifferenceChangesTheHash() {
        AuditEntry entry = entry("ada", "account.created", "user:carol");
        Stream<String> hashes = Stream.of(
                AuditChain.hash(AuditChain.BEGINNING, entry),
                AuditChain.hash("1".repeat(64), entry),
                AuditChain.hash(AuditChain.BEGINNING, entry("mona", "account.created", "user:carol")),
                AuditChain.hash(AuditChain.BEGINNING, entry("adaaccount", ".created", "user:carol")),
                AuditChain.hash(AuditChain.BEGINNING, entry("ada", "account.created", null)),
                AuditChain.hash(AuditChain.BEGINNING, entry("ada", "account.created", "")),
                AuditChain.hash(AuditChain.BEGINNING, entry(null, "account.created", "user:carol")));

        assertThat(hashes.distinct()).hasSize(7);
    }
}
