package com.sealkloud.chat.conversation;

import static com.sealkloud.chat.sql.SqlValues.texts;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Locks and reads the heads of many logs by plain SQL. JPA neither knows nor writes the objects
 * that are read here.
 */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
public class LogRows {

    private static final String HEADS =
            "select " + ConversationHeads.COLUMNS + " from conversation where conversation_id = any(:ids)";

    /**
     * Always in the same order: two who lock the same ones do not wait for each other in a circle.
     * Backwards, because whoever moves a ticket has the room {@code ticket-…} first and then {@code
     * notes-ticket-…}.
     */
    private static final String LOCK = HEADS + " order by conversation_id desc for update";

    private final JdbcClient jdbc;

    LogRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Locks the heads of these logs until the transaction ends.
     *
     * @return by their ids those that there are, without what they may know of a ticket
     */
    public Map<String, Conversation> lock(Collection<String> conversationIds) {
        return heads(LOCK, conversationIds);
    }

    /** @return the same as they are at the moment */
    public Map<String, Conversation> heads(Collection<String> conversationIds) {
        return heads(HEADS, conversationIds);
    }

    private Map<String, Conversation> heads(String sql, Collection<String> conversationIds) {
        return jdbc
                .sql(sql)
                .param("ids", texts(Set.copyOf(conversationIds)))
                .query((row, number) -> ConversationHeads.conversation(row))
                .list()
                .stream()
                .collect(Collectors.toMap(Conversation::conversationId, Function.identity()));
    }

    /** @return whether there is this message, which may have been deleted since */
    public boolean isMessage(String conversationId, long seq) {
        return jdbc.sql("""
                        select exists (select 1 from log_entry
                            where conversation_id = ? and seq = ? and message_id is not null)""")
                .param(conversationId)
                .param(seq)
                .query(Boolean.class)
                .single();
    }
}
