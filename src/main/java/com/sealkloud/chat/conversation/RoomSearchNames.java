package com.sealkloud.chat.conversation;

import com.sealkloud.chat.sql.DerivedColumn;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The search names of rooms. */
@Component
class RoomSearchNames extends DerivedColumn {

    private static final String PAGE = """
            select conversation_id as id, name as source, search_name as derived from conversation
            where name is not null and conversation_id > :after order by conversation_id limit :limit""";

    /** A room renamed meanwhile already has a newer search name. */
    private static final String WRITE =
            "update conversation set search_name = ? where conversation_id = ? and name = ?";

    RoomSearchNames(JdbcClient jdbc, JdbcTemplate batches) {
        super(jdbc, batches, "search names of rooms", PAGE, WRITE, (id, name) -> Conversation.searchName(name));
    }
}
