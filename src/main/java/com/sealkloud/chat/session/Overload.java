package com.sealkloud.chat.session;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.messaging.support.MessageHandlingRunnable;
import org.springframework.web.socket.CloseStatus;

/**
 * Ends the session whose frame does not fit into the queue. Spring drops the frame silently: the
 * client would wait for an answer for ever, and its next frames would overtake. So it reconnects
 * later, and resends what was not acknowledged.
 */
public class Overload implements RejectedExecutionHandler {

    private final Sockets sockets;

    public Overload(Sockets sockets) {
        this.sockets = sockets;
    }

    @Override
    public void rejectedExecution(Runnable task, ThreadPoolExecutor executor) {
        if (task instanceof MessageHandlingRunnable frame && !isHeartbeat(frame)) {
            String sessionId =
                    SimpMessageHeaderAccessor.getSessionId(frame.getMessage().getHeaders());
            if (sessionId != null) {
                sockets.close(sessionId, CloseStatus.SERVICE_OVERLOAD.withReason("try again later"), "overload");
            }
        }
        throw new RejectedExecutionException("Too many frames wait to be handled");
    }

    private static boolean isHeartbeat(MessageHandlingRunnable frame) {
        return SimpMessageHeaderAccessor.getMessageType(frame.getMessage().getHeaders()) == SimpMessageType.HEARTBEAT;
    }
}
