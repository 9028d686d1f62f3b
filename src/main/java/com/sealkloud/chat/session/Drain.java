package com.sealkloud.chat.session;

import com.sealkloud.chat.lifecycle.StopPhases;
import com.sealkloud.chat.socket.RealtimeProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Drains the node before it stops: it reports not ready, accepts no new sockets, and closes the
 * open ones with 1012 (service restart) a few at a time, so that they do not all reconnect at the
 * same moment.
 */
@Component
class Drain implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Drain.class);

    private final Sockets sockets;
    private final ApplicationContext context;
    private final long periodMillis;
    private volatile boolean running;

    Drain(Sockets sockets, RealtimeProperties properties, ApplicationContext context) {
        this.sockets = sockets;
        this.context = context;
        this.periodMillis = properties.drainPeriod().toMillis();
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        AvailabilityChangeEvent.publish(context, ReadinessState.REFUSING_TRAFFIC);
        log.info("Draining: {} sockets", sockets.count());
        sockets.closeAll(periodMillis);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return StopPhases.SESSIONS;
    }
}
