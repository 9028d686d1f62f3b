package com.sealkloud.chat.inbound;

import com.sealkloud.chat.api.RefusalCode;
import com.sealkloud.chat.lifecycle.NodeStopsException;
import com.sealkloud.chat.lifecycle.Retries;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Processes the requests for one room in order: together where possible, and one by one when that
 * fails ({@link Retries}).
 */
@Component
class PatientRoom {

    private static final Logger log = LoggerFactory.getLogger(PatientRoom.class);

    /** Limits the transaction, and how long other writers of the room wait. */
    private static final int MOST_TOGETHER = 100;

    private final RoomWork work;
    private final Retries retries;
    private final Retries.Limits limits;

    PatientRoom(RoomWork work, TicketProperties properties, Retries retries) {
        this.work = work;
        this.retries = retries;
        this.limits = new Retries.Limits(properties.mostAttempts(), properties.retryPause());
    }

    /**
     * @return an answer to each, in the same order
     * @throws NodeStopsException if some were not processed and must be redelivered
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
            answers.addAll(retries.together(limits, requests.subList(from, to), work::carryOut, this::giveUp));
            from = to;
        }
        return answers;
    }

    private InboundAnswer giveUp(InboundRequest request, RuntimeException failure) {
        log.error("A request for {} is given up", request.roomId(), failure);
        return new InboundAnswer.Refused(
                RefusalCode.UNAVAILABLE,
                "It failed " + limits.attempts() + " times: "
                        + failure.getClass().getSimpleName());
    }

    /**
     * Retries until the result is known.
     *
     * @throws NodeStopsException if the node stops first
     */
    <T> T known(Supplier<T> question) {
        return retries.answered(limits.pause(), question);
    }
}
