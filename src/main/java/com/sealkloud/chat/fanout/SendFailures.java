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
 * Closes a session to which a frame could not be written, logs it once and counts it: a client
 * without one of its frames could wait for it for ever.
 */
@Component
class SendFailures {

    private static final Logger log = LoggerFactory.getLogger(SendFailures.class);

    private final Counter failures;

    SendFailures(MeterRegistry meters) {
        failures = meters.counter("chat.frames.failed");
    }

    /** A closed socket is not a failure. */
    void end(WebSocketSession socket, Exception failure) {
        if (!socket.isOpen()) {
            log.debug("{} was closed: {}", socket.getId(), failure.getMessage());
            return;
        }
        count(failure);
        try {
            socket.close(CloseStatus.SERVER_ERROR);
        } catch (IOException e) {
            log.debug("A socket was already closed: {}", e.getMessage());
        }
    }

    /** For a frame whose session is closed elsewhere. */
    void count(Exception failure) {
        failures.increment();
        log.error("A frame could not be written; its session ends", failure);
    }
}
