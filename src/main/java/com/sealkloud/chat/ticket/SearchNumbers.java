package com.sealkloud.chat.ticket;

import com.sealkloud.chat.sql.DerivedColumn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Updates missing search numbers of tickets at each start. */
@Component
class SearchNumbers implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(SearchNumbers.class);

    private static final String PAGE = """
            select conversation_id as id, ticket_number as source, ticket_search_number as derived from conversation
            where ticket_number is not null and conversation_id > :after order by conversation_id limit :limit""";

    /** A ticket that got another number meanwhile already has a newer search number. */
    private static final String WRITE =
            "update conversation set ticket_search_number = ? where conversation_id = ? and ticket_number = ?";

    private final DerivedColumn searchNumber;

    SearchNumbers(JdbcClient jdbc, JdbcTemplate batches) {
        this.searchNumber =
                new DerivedColumn(jdbc, batches, PAGE, WRITE, (id, number) -> TicketState.searchNumber(number));
    }

    @Override
    public void afterSingletonsInstantiated() {
        int written = searchNumber.update();
        if (written > 0) {
            log.info("The search numbers of {} tickets were brought up to date", written);
        }
    }
}
