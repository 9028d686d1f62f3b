package com.sealkloud.chat.session;

import com.sealkloud.chat.socket.BufferedSocket;
import com.sealkloud.chat.socket.HeartBeat;
import com.sealkloud.chat.socket.RealtimeProperties;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.TextMessage;

/**
 * Sends the negotiated heartbeats of all sessions. Spring's broker checks once per interval whether
 * it has sent nothing itself, so that twice the interval can pass, and it does not know what else
 * was sent.
 */
@Component
public class HeartBeats implements SchedulingConfigurer {

    private static final Logger log = LoggerFactory.getLogger(HeartBeats.class);

    private static final int TICKS = 10;
    private static final TextMessage BEAT = new TextMessage("\n");

    private final Sessions sessions;
    private final Duration tick;
    private final long intervalMillis;

    HeartBeats(Sessions sessions, RealtimeProperties properties) {
        this.sessions = sessions;
        this.intervalMillis = properties.heartbeat().toMillis();
        this.tick = Duration.ofMillis(intervalMillis == 0 ? 1_000 : Math.max(10, intervalMillis / TICKS));
    }

    /** @param wanted the interval that the client requests, in milliseconds; 0 for never */
    public HeartBeat promised(long wanted) {
        return new HeartBeat(
                wanted <= 0 || intervalMillis == 0 ? 0 : Math.max(wanted, intervalMillis) / tick.toMillis());
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar registrar) {
        registrar.addFixedRateTask(this::tend, tick);
    }

    private void tend() {
        for (LiveSession session : sessions.all()) {
            session.answers().tend();
            if (session.socket() instanceof BufferedSocket socket
                    && session.heartBeat().isDue(socket.wasQuiet())) {
                beat(socket);
            }
        }
    }

    private static void beat(BufferedSocket socket) {
        try {
            socket.sendMessage(BEAT);
        } catch (IOException | RuntimeException e) {
            log.debug("{} was closed: {}", socket.getId(), e.getMessage());
        }
    }
}
