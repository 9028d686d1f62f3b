package com.sealkloud.chat.search;

import static com.sealkloud.chat.sql.SqlValues.texts;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * How far the log of each conversation is indexed. Whoever writes into the index of a conversation
 * has locked this row.
 */
@Repository
class SearchPositions {

    private static final int AT_ONCE = 1_000;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    SearchPositions(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** @return nothing if none of it is indexed */
    Optional<Long> lock(String conversationId) {
        return jdbc.sql("select seq from search_position where conversation_id = ? for update")
                .param(conversationId)
                .query(Long.class)
                .optional();
    }

    /** @return by their ids those of which something is indexed */
    Map<String, Long> lock(Collection<String> conversationIds) {
        return positions(
                "select conversation_id, seq from search_position where conversation_id = any(?)"
                        + " order by conversation_id for update",
                conversationIds);
    }

    /** For a caller who has locked the conversation. */
    void begin(String conversationId) {
        if (lock(conversationId).isEmpty()) {
            jdbc.sql("insert into search_position (conversation_id, seq) values (?, 0)")
                    .param(conversationId)
                    .update();
        }
    }

    void moveUp(String conversationId, long seq) {
        jdbc.sql("update search_position set seq = ? where conversation_id = ? and seq < ?")
                .param(seq)
                .param(conversationId)
                .param(seq)
                .update();
    }

    /** @param seqs by the ids of conversations */
    void move(Map<String, Long> seqs) {
        batches.batchUpdate(
                "update search_position set seq = ? where conversation_id = ?",
                seqs.entrySet().stream()
                        .map(each -> new Object[] {each.getValue(), each.getKey()})
                        .toList());
    }

    /** For a caller who then locks the words: whoever indexes has locked positions before. */
    void lockAll() {
        batches.query(SearchPositions::eachOfAll, row -> {});
    }

    /** There are as many as conversations, of which the driver would keep all. */
    private static PreparedStatement eachOfAll(Connection connection) throws SQLException {
        PreparedStatement each = connection.prepareStatement(
                "select seq from search_position where conversation_id <> '' order by conversation_id for update");
        each.setFetchSize(AT_ONCE);
        return each;
    }

    /** All logs are to be read again. */
    void reset() {
        jdbc.sql("update search_position set seq = 0 where seq > 0").update();
    }

    /** @return by their ids those of which something is indexed */
    Map<String, Long> of(Collection<String> conversationIds) {
        return positions(
                "select conversation_id, seq from search_position where conversation_id = any(?)", conversationIds);
    }

    private Map<String, Long> positions(String sql, Collection<String> conversationIds) {
        Map<String, Long> positions = new HashMap<>();
        jdbc.sql(sql).param(texts(conversationIds)).query(row -> {
            positions.put(row.getString(1), row.getLong(2));
        });
        return positions;
    }
}
