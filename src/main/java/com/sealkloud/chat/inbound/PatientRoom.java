package com.sealkloud.chat.inbound;

import com.sealkloud.chat.lifecycle.NodeStopsException;
import com.sealkloud.chat.lifecycle.Patience;
import com.sealkloud.chat.api.RefusalCode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Carries out the requests for one room in their order and bears with failure. What fails together is tried one by one. A
 * failure while the database answers counts against the request, and a few of them end it; while the database is away everything
 * waits, since that is no fault of the request.
 */
@Component
class PatientRoom {

    private static final Logger log = LoggerFactory.getLogger(PatientRoom.class);

    /** Bounds the transaction, and how long others who write in the room wait. */
    private static final int MOST_TOGETHER = 100;

    private final RoomWork work;
    private final TicketProperties properties;
    private final JdbcTemplate jdbc;
    private final Patience patience;

    PatientRoom(RoomWork work, TicketProperties properties, JdbcTemplate jdbc, Patience patience) {
        this.work = work;
        this.properties = properties;
        this.jdbc = jdbc;
        this.patience = patience;
    }

    /**
     * @return an answer to each, in the same order
     * @throws NodeStopsException if some were not carried out and must come again
     */
    List<InboundAnswer> carryOut(List<InboundRequest> requests) {
        List<InboundAnswer> answers = new ArrayList<>();
        for (int from = 0; from < requests.size(); ) {
            int to = from + 1;
            while (to < requests.size()
                    && to - from < MOST_TOGETHER
                    && work.goTogether(requests.get(from), requests.get(to))) {
                to++;
            }
            answers.addAll(carryOutTogether(requests.subList(from, to)));
            from = to;
        }
        return answers;
    }

    private List<InboundAnswer> carryOutTogether(List<InboundRequest> requests) {
        try {
            return work.carryOut(requests);
        } catch (RuntimeException e) {
            log.debug("{} requests are tried one by one: {}", requests.size(), e.getMessage());
            return requests.stream().map(this::carryOutAlone).toList();
        }
    }

    private InboundAnswer carryOutAlone(InboundRequest request) {
        int failures = 0;
        while (true) {
            try {
                return work.carryOut(List.of(request)).get(0);
            } catch (RuntimeException e) {
                if (isDatabaseThere() && ++failures >= properties.mostAttempts()) {
                    log.error("A request for {} is given up", request.roomId(), e);
                    return new InboundAnswer.Refused(
                            RefusalCode.UNAVAILABLE,
                            "It failed " + failures + " times: " + e.getClass().getSimpleName());
                }
                patience.pause(properties.retryPause());
            }
        }
    }

    /**
     * Asks until it is known.
     *
     * @throws NodeStopsException if the node stops first
     */
    <T> T known(Supplier<T> question) {
        while (true) {
            try {
                return question.get();
            } catch (DataAccessException | TransactionException e) {
                patience.pause(properties.retryPause());
            }
        }
    }

    private boolean isDatabaseThere() {
        try {
            jdbc.queryForObject("select 1", Integer.class);
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }
}
