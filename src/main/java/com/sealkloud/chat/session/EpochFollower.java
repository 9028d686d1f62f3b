package com.sealkloud.chat.session;

import com.sealkloud.chat.epoch.EpochChanged;
import com.sealkloud.chat.socket.RealtimeProperties;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Closes all sockets of this node with 1012 when the database was restored, a few at a time. Who a
 * session is, what it may hear and that it is present was read from the former state; and every
 * client, whatever its version, compares what it knows when it comes back.
 */
@Component
class EpochFollower {

    private final Sockets sockets;
    private final long periodMillis;

    EpochFollower(Sockets sockets, RealtimeProperties properties) {
        this.sockets = sockets;
        this.periodMillis = properties.drainPeriod().toMillis();
    }

    /** On a thread of its own: the one that has noticed it looks for other things as well. */
    @EventListener
    void follow(EpochChanged changed) {
        Thread thread = new Thread(() -> sockets.closeOpen(periodMillis), "chat-epoch");
        thread.setDaemon(true);
        thread.start();
    }
}
