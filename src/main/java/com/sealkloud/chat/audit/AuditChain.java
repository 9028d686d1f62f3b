package com.sealkloud.chat.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The hash of each entry covers the entry and the hash before it, so whoever changes, inserts or
 * removes an entry has to change all that follow. A hash that was noted elsewhere then differs.
 */
final class AuditChain {

    /** The hash before the first entry. */
    static final String BEGINNING = "0".repeat(64);

    private static final int ABSENT = -1;

    private AuditChain() {}

    /** @return SHA-256 in lower-case hexadecimal digits */
    static String hash(String previous, AuditEntry entry) {
        MessageDigest digest = sha256();
        add(digest, previous);
        digest.update(ByteBuffer.allocate(16)
                .putLong(entry.id())
                .putLong(entry.at().toEpochMilli())
                .flip());
        add(digest, entry.actor());
        add(digest, entry.action());
        add(digest, entry.target());
        add(digest, entry.address());
        add(digest, entry.before());
        add(digest, entry.after());
        return HexFormat.of().formatHex(digest.digest());
    }

    /** With its length, so that no text can move from one field into the next. */
    private static void add(MessageDigest digest, @Nullable String field) {
        byte[] bytes = field == null ? new byte[0] : field.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(4)
                .putInt(field == null ? ABSENT : bytes.length)
                .flip());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
