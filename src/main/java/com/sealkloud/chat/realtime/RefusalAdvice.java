package com.sealkloud.chat.realtime;

import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import com.sealkloud.chat.lifecycle.DatabaseOutages;
import com.sealkloud.chat.session.ErrorEvent;
import com.sealkloud.chat.session.SessionFrames;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.MessageExceptionHandler;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ControllerAdvice;

/**
 * Converts failures of {@code @MessageMapping} methods into {@code error} events, and withholds the
 * receipt.
 */
@ControllerAdvice
class RefusalAdvice {

    private static final Logger log = LoggerFactory.getLogger(RefusalAdvice.class);

    private final SessionFrames frames;
    private final RefusalCounter refusals;

    RefusalAdvice(SessionFrames frames, RefusalCounter refusals) {
        this.frames = frames;
        this.refusals = refusals;
    }

    @MessageExceptionHandler
    void refused(Refusal refusal, Message<?> message) {
        ClientRequest request = ClientRequest.of(message);
        request.refuse();
        refusals.count(refusal.code().wireName(), request.event());
        frames.error(
                Objects.requireNonNull(SimpMessageHeaderAccessor.getSessionId(message.getHeaders())),
                ErrorEvent.of(refusal, request.event(), request.clientMessageId()));
    }

    @MessageExceptionHandler({DataAccessException.class, TransactionException.class})
    void databaseAway(Exception failure, Message<?> message) {
        log.atLevel(DatabaseOutages.level(failure)).log("A call failed at the database: {}", failure.getMessage());
        refused(new Refusal(RefusalCode.UNAVAILABLE, "Nothing was stored. Send it again in a moment."), message);
    }

    @MessageExceptionHandler
    void failed(Exception failure, Message<?> message) {
        log.error("A frame could not be handled", failure);
        refused(new Refusal(RefusalCode.UNAVAILABLE, "Something went wrong here. Send it again."), message);
    }
}
