package com.sealkloud.chat.fanout;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketSession;

/**
 * Ends the session to which a frame could not be written, says so once and counts it: a client that goes on without one of its
 * frames would wait for it for ever.
 */
@Component
class SendFailures {

    private static final Logger log = LoggerFactory.getLogger(SendFailures.class);

    private final Counter failures;

    SendFailures(MeterRegistry meters) {
        failures = meters.counter("chat.frames.failed");
    }

    /** A socket that has gone is no failure. */
    void end(WebSocketSession socket, Exception failure) {
        if (!socket.isOpen()) {
            log.debug("{} has gone: {}", socket.getId(), failure.getMessage());
            return;
        }
        count(failure);
        try {
            socket.close(CloseStatus.SERVER_ERROR);
        } catch (IOException e) {
            log.debug("A socket was gone already: {}", e.getMessage());
        }
    }

    /** For a frame whose session somebody else ends. */
    void count(Exception failure) {
        failures.increment();
        log.error("A frame could not be written; its session ends", failure);
    }
}
