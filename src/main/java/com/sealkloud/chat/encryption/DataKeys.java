package com.sealkloud.chat.encryption;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.sealkloud.chat.epoch.EpochChanged;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The data keys of the conversations, and of what belongs to none (an empty id), such as files. A
 * conversation gets its key with the first text that is sealed for it, in the same transaction.
 * Only so many are held in memory, and each for minutes: a destroyed key is forgotten by all nodes.
 */
@Component
class DataKeys {

    private static final Logger log = LoggerFactory.getLogger(DataKeys.class);

    private static final int MOST = 50_000;

    /** Much shorter than retired keys are kept: nobody seals with a key that is destroyed. */
    private static final Duration PRESENT_FOR = Duration.ofMinutes(1);

    private static final Duration KNOWN_FOR = Duration.ofMinutes(10);

    private final WrappedKeys stored;
    private final KeyEncryptionKeys keks;
    private final Cache<String, DataKey> byId =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KNOWN_FOR).build();
    private final Cache<String, DataKey> present = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(PRESENT_FOR)
            .build();

    private final UncommittedKeys uncommitted = new UncommittedKeys(this::put);

    DataKeys(WrappedKeys stored, KeyEncryptionKeys keks) {
        this.stored = stored;
        this.keks = keks;
    }

    /** @return the key with which texts of a conversation are sealed now, made if there is none */
    DataKey present(String conversationId) {
        DataKey known = present.getIfPresent(conversationId);
        if (known != null) {
            return known;
        }
        DataKey mine = uncommitted.of(conversationId);
        if (mine != null) {
            return mine;
        }
        Optional<DataKey> found = stored.find(conversationId);
        found.ifPresent(key -> present.put(conversationId, key));
        return found.orElseGet(() -> create(conversationId));
    }

    private DataKey create(String conversationId) {
        String keyId = KeyEncryptionKeys.newId();
        DataKey key = new DataKey(keyId, conversationId, Aead.key(Aead.random(Aead.KEY_BYTES)));
        stored.add(key);
        uncommitted.add(conversationId, key);
        return key;
    }

    private void put(String conversationId, DataKey key) {
        byId.put(key.keyId(), key);
        present.put(conversationId, key);
    }

    /**
     * An older backup was restored under this node. What it has sealed since then must stay
     * readable, so keys that the database does not know are stored again.
     */
    @EventListener
    void keepAfterRestore(EpochChanged changed) {
        keks.requireOne();
        byId.asMap().values().stream()
                .filter(stored::add)
                .forEach(key -> log.warn(
                        "The data key {} of {} is newer than the backup, and is kept", key, key.conversationId()));
        byId.invalidateAll();
        present.invalidateAll();
    }

    /** @return the key of this id; nothing if there is none any more */
    Optional<DataKey> byId(String keyId) {
        DataKey known = byId.getIfPresent(keyId);
        if (known != null) {
            return Optional.of(known);
        }
        load(Set.of(keyId));
        return Optional.ofNullable(byId.getIfPresent(keyId));
    }

    /** Reads those that are not in memory, with one query. */
    void load(Collection<String> keyIds) {
        List<String> missing = keyIds.stream()
                .filter(keyId -> byId.getIfPresent(keyId) == null)
                .distinct()
                .toList();
        if (!missing.isEmpty()) {
            stored.read(missing).forEach(key -> byId.put(key.keyId(), key));
        }
    }

    /** What is sealed from now on gets another key; what was sealed before is still read. */
    void retire(Collection<String> conversationIds) {
        stored.retire(conversationIds);
        conversationIds.forEach(present::invalidate);
    }

    /** Destroys the keys of a conversation that were retired before a time. */
    void destroy(String conversationId, Instant before) {
        List<String> destroyed = stored.destroy(conversationId, before);
        destroyed.forEach(byId::invalidate);
        log.info("{} keys of {} are destroyed", destroyed.size(), conversationId);
    }
}
