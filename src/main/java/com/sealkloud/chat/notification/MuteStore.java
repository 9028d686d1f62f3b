package com.sealkloud.chat.notification;

import static com.sealkloud.chat.sql.SqlValues.texts;

import com.sealkloud.chat.account.AccountErased;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Stores who has muted which conversation. */
@Repository
class MuteStore {

    private final JdbcClient jdbc;

    MuteStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Mute> of(String userId) {
        return jdbc.sql("""
                        select conversation_id, mentions from muted_conversation
                        where user_id = :userId order by conversation_id""")
                .param("userId", userId)
                .query((row, number) -> new Mute(row.getString(1), row.getBoolean(2)))
                .list();
    }

    /** Who has muted what. */
    record Muting(String userId, String conversationId) {}

    /** @return what these users have muted of these conversations, which others may have, too */
    Map<Muting, Mute> of(Collection<String> userIds, Collection<String> conversationIds) {
        if (userIds.isEmpty() || conversationIds.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql("""
                        select user_id, conversation_id, mentions from muted_conversation
                        where user_id = any(:userIds) and conversation_id = any(:conversationIds)""")
                .param("userIds", texts(userIds))
                .param("conversationIds", texts(conversationIds))
                .query((row, number) -> Map.entry(
                        new Muting(row.getString(1), row.getString(2)), new Mute(row.getString(2), row.getBoolean(3))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    void mute(String userId, Mute mute) {
        if (update(userId, mute) == 0) {
            try {
                write(
                        "insert into muted_conversation (user_id, conversation_id, mentions) values (:userId, :id, :mentions)",
                        userId,
                        mute);
            } catch (DuplicateKeyException insertedMeanwhile) {
                update(userId, mute);
            }
        }
    }

    private int update(String userId, Mute mute) {
        return write(
                "update muted_conversation set mentions = :mentions where user_id = :userId and conversation_id = :id",
                userId,
                mute);
    }

    private int write(String sql, String userId, Mute mute) {
        return jdbc.sql(sql)
                .param("userId", userId)
                .param("id", mute.conversationId())
                .param("mentions", mute.mentions())
                .update();
    }

    void unmute(String userId, String conversationId) {
        jdbc.sql("delete from muted_conversation where user_id = :userId and conversation_id = :id")
                .param("userId", userId)
                .param("id", conversationId)
                .update();
    }

    @EventListener
    void forget(AccountErased erased) {
        jdbc.sql("delete from muted_conversation where user_id = ?")
                .param(erased.userId())
                .update();
    }
}
