package com.sealkloud.chat.support;

import static com.sealkloud.chat.sql.SqlValues.utc;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How long the tickets of the last week have waited for their first answer. */
@Component
class FirstAnswerTimes {

    private static final Duration WEEK = Duration.ofDays(7);

    /** Fewer say nothing about the next one. */
    private static final int FEWEST = 5;

    /**
     * What programs and rules say is no answer; neither has the account of a person. A log has no
     * bound, so that a thousand events are looked at for the first message of the requester, and as
     * many for the answer to it; later ones are passed over.
     */
    private static final String FIRST_ANSWERS = """
            select asked.occurred_at as asked_at,
                   (select a.occurred_at from log_entry a
                      join account u on u.user_id = a.actor_id and u.user_role <> 'SERVICE'
                     where a.conversation_id = asked.conversation_id
                       and a.seq > asked.seq and a.seq <= asked.seq + 1000
                       and a.message_id is not null and a.actor_id <> asked.actor_id
                     order by a.seq fetch first 1 rows only) as answered_at
              from (select c.conversation_id,
                           (select e.seq from log_entry e
                             where e.conversation_id = c.conversation_id
                               and e.seq >= c.first_seq and e.seq < c.first_seq + 1000
                               and e.message_id is not null and e.actor_id = c.requester_id
                             order by e.seq fetch first 1 rows only) as asked_seq
                      from conversation c
                     where c.kind = 'TICKET' and c.requester_id is not null and c.last_event_at >= :since
                     order by c.last_event_at desc limit 500) t
              join log_entry asked on asked.conversation_id = t.conversation_id and asked.seq = t.asked_seq
             where asked.occurred_at >= :since""";

    private final JdbcClient jdbc;
    private final Clock clock;

    FirstAnswerTimes(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private record Wait(OffsetDateTime askedAt, @Nullable OffsetDateTime answeredAt) {

        Duration until(Instant now) {
            return Duration.between(askedAt.toInstant(), answeredAt == null ? now : answeredAt.toInstant());
        }
    }

    /**
     * @return the median; a ticket that still waits counts with the time so far. Nothing if there
     *     are too few
     */
    Optional<Duration> median() {
        Instant now = clock.instant();
        List<Duration> waits = jdbc
                .sql(FIRST_ANSWERS)
                .param("since", utc(now.minus(WEEK)))
                .query((row, number) -> new Wait(
                        row.getObject("asked_at", OffsetDateTime.class),
                        row.getObject("answered_at", OffsetDateTime.class)))
                .list()
                .stream()
                .map(wait -> wait.until(now))
                .sorted()
                .toList();
        return waits.size() < FEWEST ? Optional.empty() : Optional.of(waits.get(waits.size() / 2));
    }
}
