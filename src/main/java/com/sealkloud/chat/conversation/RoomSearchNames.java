package com.sealkloud.chat.conversation;

import com.sealkloud.chat.sql.DerivedColumn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Updates missing search names of rooms at each start. */
@Component
class RoomSearchNames implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(RoomSearchNames.class);

    private static final String PAGE = """
            select conversation_id as id, name as source, search_name as derived from conversation
            where name is not null and conversation_id > :after order by conversation_id limit :limit""";

    /** A room renamed meanwhile already has a newer search name. */
    private static final String WRITE =
            "update conversation set search_name = ? where conversation_id = ? and name = ?";

    private final DerivedColumn searchName;

    RoomSearchNames(JdbcClient jdbc, JdbcTemplate batches) {
        this.searchName = new DerivedColumn(jdbc, batches, PAGE, WRITE, (id, name) -> Conversation.searchName(name));
    }

    @Override
    public void afterSingletonsInstantiated() {
        int written = searchName.update();
        if (written > 0) {
            log.info("The search names of {} rooms were brought up to date", written);
        }
    }
}
