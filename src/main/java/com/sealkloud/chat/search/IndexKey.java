package com.sealkloud.chat.search;

import com.sealkloud.chat.encryption.Sealing;
import jakarta.annotation.PostConstruct;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Whether the index has words or hashes with a key. All nodes look into the database: while
 * encryption is being switched on, a node that does not seal yet must not write words either.
 */
@Component
class IndexKey {

    private static final Logger log = LoggerFactory.getLogger(IndexKey.class);

    private static final String PURPOSE = "words for search";

    private static final String KEY = "select key_id from search_position where conversation_id = ''";

    private final Sealing sealing;
    private final SearchPositions positions;
    private final TransactionTemplate transactions;
    private final JdbcClient jdbc;

    IndexKey(Sealing sealing, SearchPositions positions, TransactionTemplate transactions, JdbcClient jdbc) {
        this.sealing = sealing;
        this.positions = positions;
        this.transactions = transactions;
        this.jdbc = jdbc;
    }

    /** An index of words is read again from the logs. */
    @PostConstruct
    void begin() {
        if (sealing.isOn() && keyId(KEY) == null) {
            transactions.executeWithoutResult(status -> {
                positions.lockAll();
                if (keyId(KEY + " for update") == null) {
                    log.info("The index is made anew, with hashes instead of words");
                    choose();
                    positions.reset();
                }
            });
        }
    }

    /** What is indexed anew from now on is so as the setting says. */
    void choose() {
        jdbc.sql("update search_position set key_id = ? where conversation_id = ''")
                .param(sealing.keyOfHashes().orElse(null))
                .update();
    }

    private @Nullable String keyId(String sql) {
        return jdbc.sql(sql)
                .query((row, number) -> Optional.ofNullable(row.getString(1)))
                .optional()
                .flatMap(found -> found)
                .orElse(null);
    }

    /** @return how words are hashed in the index; nothing if it has them themselves */
    Optional<KeyedWords> words() {
        return words(KEY);
    }

    /** The same, which stays so until the caller's transaction ends. */
    Optional<KeyedWords> lockedWords() {
        return words(KEY + " for update");
    }

    private Optional<KeyedWords> words(String sql) {
        if (!sealing.isPossible()) {
            return Optional.empty();
        }
        return Optional.ofNullable(keyId(sql))
                .map(keyId -> Objects.requireNonNull(
                        sealing.hashes(keyId, PURPOSE).orElse(null), "The key of the index is gone"))
                .map(KeyedWords::new);
    }
}
