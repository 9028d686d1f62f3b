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
 * Sends the negotiated heartbeats of all sessions, and ends those whose clients send none. Spring's
 * broker checks once per interval whether it has sent nothing itself, so that twice the interval
 * can pass, and it does not know what else was sent. It also compares times of the system's clock:
 * when that is set forward, all clients would be gone, and when it is set back, none.
 */
@Component
public class HeartBeats implements SchedulingConfigurer {

    private static final Logger log = LoggerFactory.getLogger(HeartBeats.class);

    private static final int TICKS = 10;
    private static final TextMessage BEAT = new TextMessage("\n");

    private final Sessions sessions;
    private final Sockets sockets;
    private final Duration tick;
    private final long intervalMillis;
    private long lastTick = System.nanoTime();

    HeartBeats(Sessions sessions, Sockets sockets, RealtimeProperties properties) {
        this.sessions = sessions;
        this.sockets = sockets;
        this.intervalMillis = properties.heartbeat().toMillis();
        this.tick = Duration.ofMillis(intervalMillis == 0 ? 1_000 : Math.max(10, intervalMillis / TICKS));
    }

    /**
     * @param sent the interval in which the client sends something, in milliseconds; 0 for never
     * @param wanted the interval in which it wants something
     */
    public HeartBeat promised(long sent, long wanted) {
        return new HeartBeat(ticks(wanted), ticks(sent));
    }

    private long ticks(long millis) {
        return millis <= 0 || intervalMillis == 0 ? 0 : Math.max(millis, intervalMillis) / tick.toMillis();
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar registrar) {
        registrar.addFixedRateTask(this::tend, tick);
    }

    private void tend() {
        boolean catchesUp = catchesUp();
        for (LiveSession session : sessions.all()) {
            session.answers().tend();
            if (!catchesUp && session.heartBeat().isGone(sockets.wasSilent(session.id()))) {
                sockets.giveUp(session.id());
            } else if (session.socket() instanceof BufferedSocket socket
                    && session.heartBeat().isDue(socket.wasQuiet())) {
                beat(socket);
            }
        }
    }

    /**
     * Ticks that were missed follow at once. What clients have sent meanwhile is not read yet, and
     * they would all seem to be gone.
     */
    private boolean catchesUp() {
        long before = lastTick;
        lastTick = System.nanoTime();
        return lastTick - before < tick.toNanos() / 2;
    }

    private static void beat(BufferedSocket socket) {
        try {
            socket.sendMessage(BEAT);
        } catch (IOException | RuntimeException e) {
            log.debug("{} was closed: {}", socket.getId(), e.getMessage());
        }
    }
}
