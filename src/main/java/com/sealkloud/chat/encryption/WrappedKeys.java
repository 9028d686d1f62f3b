package com.sealkloud.chat.encryption;

import static com.sealkloud.chat.sql.SqlValues.texts;
import static com.sealkloud.chat.sql.SqlValues.utc;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The data keys as they stand in the database: each wrapped under a key-encryption key, and with
 * its place authenticated. {@link DataKeys} holds them in memory.
 */
@Component
class WrappedKeys {

    private static final Logger log = LoggerFactory.getLogger(WrappedKeys.class);

    private final KeyEncryptionKeys keks;
    private final StoredKeks storedKeks;
    private final JdbcClient jdbc;
    private final Clock clock;

    /** How far the keys are wrapped anew. */
    private volatile String rewrapped = "";

    WrappedKeys(KeyEncryptionKeys keks, StoredKeks storedKeks, JdbcClient jdbc, Clock clock) {
        this.keks = keks;
        this.storedKeks = storedKeks;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private record Row(String keyId, String conversationId, String kekId, String wrapped) {}

    /** @return the key with which texts of a conversation are sealed now, if there is one */
    Optional<DataKey> find(String conversationId) {
        return rows(
                        "conversation_id = ? and retired_at is null order by created_at desc, key_id limit 1",
                        conversationId)
                .stream()
                .findFirst()
                .map(this::unwrap);
    }

    /** @return false if it is there already, destroyed or not */
    boolean add(DataKey key) {
        String kekId = storedKeks.present();
        return jdbc.sql("""
                        insert into log_key (key_id, conversation_id, kek_id, wrapped, created_at)
                        select k.id, ?, ?, ?, ? from (select cast(? as varchar) as id) k
                        where not exists (select 1 from log_key d where d.key_id = k.id)""")
                        .params(
                                key.conversationId(),
                                kekId,
                                wrapped(key, key.conversationId(), kekId),
                                utc(clock.instant()),
                                key.keyId())
                        .update()
                > 0;
    }

    private List<Row> rows(String condition, Object parameter) {
        return jdbc.sql("select key_id, conversation_id, kek_id, wrapped from log_key where wrapped is not null and "
                        + condition)
                .param(parameter)
                .query((row, number) -> new Row(row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
                .list();
    }

    /** @return those that are there, and that this node can unwrap */
    List<DataKey> read(Collection<String> keyIds) {
        return rows("key_id = any(?)", texts(keyIds)).stream()
                .map(this::unwrap)
                .filter(Objects::nonNull)
                .toList();
    }

    /** @return null if nobody can: what it has sealed is unreadable */
    private @Nullable DataKey unwrap(Row row) {
        try {
            byte[] key = Aead.open(
                    keks.secret(row.kekId()),
                    context(row.keyId(), row.conversationId(), row.kekId()),
                    Base64.getDecoder().decode(row.wrapped()));
            return new DataKey(row.keyId(), row.conversationId(), Aead.key(key));
        } catch (GeneralSecurityException | IllegalArgumentException | IllegalStateException | MasterKeyException e) {
            log.warn("The data key {} of {} cannot be unwrapped: {}", row.keyId(), row.conversationId(), e.toString());
            return null;
        }
    }

    private String wrapped(DataKey key, String conversationId, String kekId) {
        SecretKey kek = keks.secret(kekId);
        byte[] wrapped = Aead.seal(
                kek, context(key.keyId(), conversationId, kekId), key.key().getEncoded());
        return Base64.getEncoder().encodeToString(wrapped);
    }

    private static byte[] context(String keyId, String conversationId, String kekId) {
        return ("data key " + keyId + " " + conversationId + " " + kekId).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Wraps some keys anew that are wrapped under another than the present key-encryption key,
     * which may have become another one.
     *
     * @return whether there may be more
     */
    boolean rewrapSome(int limit) {
        storedKeks.followRotation();
        String kekId = storedKeks.present();
        List<Row> rows = jdbc.sql("""
                        select key_id, conversation_id, kek_id, wrapped from log_key
                        where wrapped is not null and kek_id <> ? and key_id > ? order by key_id limit ?""")
                .params(kekId, rewrapped, limit)
                .query((row, number) -> new Row(row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
                .list();
        for (Row row : rows) {
            DataKey key = unwrap(row);
            if (key != null) {
                jdbc.sql(
                                "update log_key set kek_id = ?, wrapped = ? where key_id = ? and kek_id = ? and wrapped is not null")
                        .params(kekId, wrapped(key, row.conversationId(), kekId), row.keyId(), row.kekId())
                        .update();
            }
        }
        // Those that cannot be unwrapped are not looked at again and again.
        rewrapped = rows.size() < limit ? "" : rows.get(rows.size() - 1).keyId();
        return !rewrapped.isEmpty();
    }

    /** How many keys there are, and how many of them wait to be wrapped anew. */
    record Counts(long keys, long toWrap) {}

    Counts counts() {
        return jdbc.sql(
                        "select count(*), count(*) - count(case when kek_id = ? then 1 end) from log_key where wrapped is not null")
                .param(storedKeks.newest())
                .query((row, number) -> new Counts(row.getLong(1), row.getLong(2)))
                .single();
    }

    void retire(Collection<String> conversationIds) {
        jdbc.sql("update log_key set retired_at = ? where conversation_id = any(?) and retired_at is null")
                .params(utc(clock.instant()), texts(conversationIds))
                .update();
    }

    /** @return conversations with keys that were retired before a time, and are still there */
    List<String> retired(Instant before, int limit) {
        return jdbc.sql("""
                        select distinct conversation_id from log_key
                        where retired_at < ? and wrapped is not null order by conversation_id limit ?""").params(utc(before), limit).query(String.class).list();
    }

    /** @return the ids of the keys that are destroyed */
    List<String> destroy(String conversationId, Instant before) {
        List<String> destroyed = jdbc.sql("""
                        select key_id from log_key
                        where conversation_id = ? and retired_at < ? and wrapped is not null""")
                .params(conversationId, utc(before))
                .query(String.class)
                .list();
        jdbc.sql("update log_key set wrapped = null, kek_id = null, destroyed_at = ? where key_id = any(?)")
                .params(utc(clock.instant()), texts(destroyed))
                .update();
        return destroyed;
    }
}
