package com.sealkloud.chat.session;

import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.lifecycle.Timers;
import com.sealkloud.chat.socket.BufferedSocket;
import com.sealkloud.chat.socket.HeartBeat;
import com.sealkloud.chat.socket.RealtimeProperties;
import java.io.IOException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.TextMessage;

/**
 * Sends the negotiated heartbeats of all sessions, and ends those whose clients send none. Spring's
 * broker checks once per interval whether it has sent nothing itself, so that twice the interval
 * can pass, and it does not know what else was sent. It also compares times of the system's clock:
 * when that is set forward, all clients would be gone, and when it is set back, none.
 */
@Component
public class HeartBeats implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(HeartBeats.class);

    public static final String HEADER = "heart-beat";

    private static final Pattern TWO_NUMBERS = Pattern.compile("\\s*(\\d{1,18})\\s*,\\s*(\\d{1,18})\\s*");
    private static final long LONGEST_MILLIS = Duration.ofHours(1).toMillis();
    private static final int TICKS = 10;
    private static final TextMessage BEAT = new TextMessage("\n");

    private final Sessions sessions;
    private final Sockets sockets;
    private final TaskScheduler timers;
    private final Duration tick;
    private final long intervalMillis;
    private long lastTick = System.nanoTime();

    HeartBeats(
            Sessions sessions,
            Sockets sockets,
            RealtimeProperties properties,
            @Qualifier(Timers.TIMERS) TaskScheduler timers) {
        this.timers = timers;
        this.sessions = sessions;
        this.sockets = sockets;
        this.intervalMillis = properties.heartbeat().toMillis();
        this.tick = Duration.ofMillis(intervalMillis == 0 ? 1_000 : Math.max(10, intervalMillis / TICKS));
    }

    /** @return the header as Spring can read it, without blanks; what is malformed stays so */
    public static String readable(String header) {
        Matcher offer = TWO_NUMBERS.matcher(header);
        return offer.matches() ? offer.group(1) + "," + offer.group(2) : "malformed";
    }

    /**
     * Agrees with a client, and makes its CONNECT offer no other than what is agreed: RabbitMQ
     * takes any number for its timers, and fails at large ones.
     *
     * @throws Refusal if its header does not have two numbers
     */
    public HeartBeat agree(StompHeaderAccessor connect) {
        String header = connect.getFirstNativeHeader(HEADER);
        Matcher offer = TWO_NUMBERS.matcher(header == null ? "0,0" : header);
        if (!offer.matches()) {
            throw Refusal.badRequest("The header heart-beat has two numbers of milliseconds.");
        }
        long promised = Long.parseLong(offer.group(1));
        // Whoever sends something once a year has promised nothing.
        long sent = promised > LONGEST_MILLIS ? 0 : agreed(promised);
        long wanted = agreed(Long.parseLong(offer.group(2)));
        connect.setHeartbeat(sent, wanted);
        return new HeartBeat(wanted / tick.toMillis(), sent / tick.toMillis());
    }

    private long agreed(long millis) {
        return millis == 0 || intervalMillis == 0 ? 0 : Math.max(intervalMillis, Math.min(millis, LONGEST_MILLIS));
    }

    /** @return the interval that CONNECTED names for both directions, in milliseconds */
    public long intervalMillis() {
        return intervalMillis;
    }

    @Override
    public void afterSingletonsInstantiated() {
        timers.scheduleAtFixedRate(this::tend, tick);
    }

    /** @return how often {@link #tend} is called */
    public Duration tick() {
        return tick;
    }

    public void tend() {
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
