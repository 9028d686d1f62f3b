package com.sealkloud.chat.automation;

import static com.sealkloud.chat.sql.SqlValues.utc;

import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Planned and sent automated replies: the key of the table makes each unique per rule, ticket and
 * cause. A writer has locked the planner of the room.
 */
@Repository
class AutomatedReplies {

    private static final String UNANSWERED = "unanswered-";

    private final JdbcClient jdbc;

    AutomatedReplies(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One planned reply. */
    record Reply(String ruleId, String conversationId, String cause) {}

    /** Plans it, unless it was already planned for this cause. */
    void plan(Reply reply, Instant dueAt) {
        add(reply, "DUE", dueAt);
    }

    /** Sees to it that this is not said any more. */
    void passOver(Reply reply, Instant now) {
        add(reply, "SENT", now);
    }

    private void add(Reply reply, String state, Instant dueAt) {
        Integer known = keyed("""
                select count(*) from automated_reply
                where conversation_id = :conversationId and rule_id = :ruleId and cause = :cause""", reply).query(Integer.class).single();
        if (known == 0) {
            keyed("""
                    insert into automated_reply (rule_id, conversation_id, cause, state, due_at)
                    values (:ruleId, :conversationId, :cause, :state, :dueAt)""", reply).param("state", state).param("dueAt", utc(dueAt)).update();
        }
    }

    /**
     * The same for a message that may remain unanswered: one reply suffices until somebody has
     * answered.
     */
    void planUnlessAnswered(String ruleId, String conversationId, long seq, Instant dueAt) {
        Integer open = jdbc.sql("""
                        select count(*) from automated_reply
                        where conversation_id = :conversationId and rule_id = :ruleId and cause like :unanswered
                          and state <> 'OVER'""")
                .param("conversationId", conversationId)
                .param("ruleId", ruleId)
                .param("unanswered", UNANSWERED + "%")
                .query(Integer.class)
                .single();
        if (open == 0) {
            plan(new Reply(ruleId, conversationId, UNANSWERED + seq), dueAt);
        }
    }

    /** Somebody has answered. */
    void answered(String conversationId) {
        jdbc.sql("""
                        update automated_reply set state = 'OVER'
                        where conversation_id = :conversationId and cause like :unanswered and state <> 'OVER'""")
                .param("conversationId", conversationId)
                .param("unanswered", UNANSWERED + "%")
                .update();
    }

    List<Reply> due(Instant now, int limit) {
        return jdbc.sql("""
                        select rule_id, conversation_id, cause from automated_reply
                        where state = 'DUE' and due_at <= :now order by due_at limit :limit""")
                .param("now", utc(now))
                .param("limit", limit)
                .query(Reply.class)
                .list();
    }

    void postpone(Reply reply, Instant until) {
        keyed("""
                update automated_reply set due_at = :until
                where conversation_id = :conversationId and rule_id = :ruleId and cause = :cause""", reply).param("until", utc(until)).update();
    }

    /** @return whether it was still pending; only one of several nodes gets true */
    boolean take(Reply reply) {
        return keyed("""
                        update automated_reply set state = 'SENT'
                        where conversation_id = :conversationId and rule_id = :ruleId and cause = :cause
                          and state = 'DUE'""", reply).update() > 0;
    }

    private JdbcClient.StatementSpec keyed(String sql, Reply reply) {
        return jdbc.sql(sql)
                .param("conversationId", reply.conversationId())
                .param("ruleId", reply.ruleId())
                .param("cause", reply.cause());
    }
}
