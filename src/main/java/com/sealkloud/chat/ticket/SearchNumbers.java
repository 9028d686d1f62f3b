package com.sealkloud.chat.ticket;

import com.sealkloud.chat.sql.DerivedColumn;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The search numbers of tickets. */
@Component
class SearchNumbers extends DerivedColumn {

    private static final String PAGE = """
            select conversation_id as id, ticket_number as source, ticket_search_number as derived from conversation
            where ticket_number is not null and conversation_id > :after order by conversation_id limit :limit""";

    /** A ticket that got another number meanwhile already has a newer search number. */
    private static final String WRITE =
            "update conversation set ticket_search_number = ? where conversation_id = ? and ticket_number = ?";

    SearchNumbers(JdbcClient jdbc, JdbcTemplate batches) {
        super(
                jdbc,
                batches,
                "search numbers of tickets",
                PAGE,
                WRITE,
                (id, number) -> TicketState.searchNumber(number));
    }
}
