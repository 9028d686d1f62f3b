package com.sealkloud.chat.attachment;

import com.sealkloud.chat.filestore.FileStorage;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
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

    private static final String OF_PLAIN = " from (" + OF_FILES + ") as files where storage_key not like :sealed";

    private static final String PLAIN = "select storage_key" + OF_PLAIN + " order by storage_key limit :limit";

    /** Behind all keys. */
    private static final String LAST = "g";

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
        // Behind the beginning of a key comes a hexadecimal digit.
        String end = beginning + "g";
        Set<String> keys =
                new HashSet<>(between(sql, beginning, end).query(String.class).list());
        others.forEach(other -> keys.addAll(other.between(beginning, end)));
        return keys;
    }

    private StatementSpec between(String sql, String from, String to) {
        return jdbc.sql(sql).param("from", from).param("to", to);
    }

    /** @return about so many keys behind this one whose bytes are not sealed; empty for none */
    List<String> plain(String after, int limit) {
        String from = after + "0";
        List<String> files = between(PLAIN, from, LAST)
                .param("sealed", "%" + FileStorage.SEALED)
                .param("limit", limit)
                .query(String.class)
                .list();
        String to = files.size() < limit ? LAST : files.get(files.size() - 1) + "0";
        return Stream.concat(files.stream(), plainOfOthers(from, to)).sorted().toList();
    }

    private Stream<String> plainOfOthers(String from, String to) {
        return others.stream()
                .flatMap(other -> other.between(from, to).stream())
                .filter(key -> !FileStorage.isSealed(key));
    }

    /** @return how many there are behind this one whose bytes are not sealed */
    long countPlain(String after) {
        String from = after + "0";
        long files = between("select count(*)" + OF_PLAIN, from, LAST)
                .param("sealed", "%" + FileStorage.SEALED)
                .query(Long.class)
                .single();
        return files + plainOfOthers(from, LAST).count();
    }

    /**
     * The same bytes are under another key now; in the caller's transaction.
     *
     * @return whether the former key was in use
     */
    boolean replace(String former, String key) {
        int rows = 0;
        for (String column : List.of("storage_key", "small_key", "large_key")) {
            rows += jdbc.sql("update attachment set %1$s = ? where %1$s = ?".formatted(column))
                    .params(key, former)
                    .update();
        }
        return rows > 0 || others.stream().anyMatch(other -> other.replace(former, key));
    }
}
