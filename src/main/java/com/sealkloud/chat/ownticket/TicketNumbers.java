package com.sealkloud.chat.ownticket;

import static com.sealkloud.chat.sql.SqlValues.utc;

import java.time.Clock;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Numbers the tickets that this service opens itself. */
@Repository
class TicketNumbers {

    private final JdbcClient jdbc;
    private final OwnTicketProperties properties;
    private final Clock clock;

    TicketNumbers(JdbcClient jdbc, OwnTicketProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
    }

    /** @return a number that no other ticket gets, such as {@code HD-1042} */
    @Transactional(propagation = Propagation.MANDATORY)
    public String next() {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        jdbc.sql("insert into own_ticket (opened_at) values (:now)")
                .param("now", utc(clock.instant()))
                .update(key, "ticket_no");
        return properties.prefix() + Objects.requireNonNull(key.getKey());
    }
}
