package com.sealkloud.chat.attachment;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Under which keys there should be bytes, according to the database. */
@Repository
class StorageKeys {

    private static final String OF_FILES = """
            select storage_key from attachment where storage_key >= :from and storage_key < :to
            union all select small_key from attachment where small_key >= :from and small_key < :to
            union all select large_key from attachment where large_key >= :from and large_key < :to""";

    private static final String OF_REMOVALS =
            " union all select storage_key from attachment_removal where storage_key >= :from and storage_key < :to";

    private final JdbcClient jdbc;
    private final List<KeysInUse> others;

    StorageKeys(JdbcClient jdbc, List<KeysInUse> others) {
        this.jdbc = jdbc;
        this.others = others;
    }

    /** @return the keys of files that begin so */
    Set<String> ofFiles(String beginning) {
        return keys(OF_FILES, beginning);
    }

    /** @return also the keys whose bytes are being written or removed */
    Set<String> all(String beginning) {
        return keys(OF_FILES + OF_REMOVALS, beginning);
    }

    private Set<String> keys(String sql, String beginning) {
        // Behind the hexadecimal digits of a key comes no letter after f.
        String end = beginning + "g";
        Set<String> keys = new HashSet<>(jdbc.sql(sql)
                .param("from", beginning)
                .param("to", end)
                .query(String.class)
                .list());
        others.forEach(other -> keys.addAll(other.between(beginning, end)));
        return keys;
    }
}
