package com.sealkloud.chat.typing;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.fanout.Broadcast;
import com.sealkloud.chat.log.EventLogged;
import com.sealkloud.chat.message.DirectMessage;
import com.sealkloud.chat.message.RoomMessage;
import com.sealkloud.chat.session.SessionClosed;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Tracks on this node who is typing. Typing ends after a timeout, with the message, or with the
 * session, even if the client never sends {@code typing_stop}.
 */
@Component
class Typing {

    private record Key(String userId, TypingTarget target) {}

    private record State(Person typist, String sessionId, String destination, long untilNanos) {}

    private final Map<Key, State> typing = new ConcurrentHashMap<>();
    private final TypingRights rights;
    private final Broadcast broadcast;
    private final TypingProperties properties;

    Typing(TypingRights rights, Broadcast broadcast, TypingProperties properties) {
        this.rights = rights;
        this.broadcast = broadcast;
        this.properties = properties;
    }

    void start(Person typist, String sessionId, TypingTarget target) {
        String destination = rights.require(typist, target);
        typing.put(
                new Key(typist.userId(), target),
                new State(
                        typist,
                        sessionId,
                        destination,
                        System.nanoTime() + properties.timeout().toNanos()));
        broadcast.signal(destination, TypingEvent.start(typist, target));
    }

    void stop(Person typist, TypingTarget target) {
        String destination = rights.require(typist, target);
        typing.remove(new Key(typist.userId(), target));
        broadcast.signal(destination, TypingEvent.stop(typist, target));
    }

    @EventListener
    void sent(EventLogged logged) {
        if (logged.event() instanceof DirectMessage message) {
            end(new Key(message.senderId(), TypingTarget.person(message.receiverId())));
        } else if (logged.event() instanceof RoomMessage message) {
            end(new Key(message.senderId(), TypingTarget.room(message.roomId())));
        }
    }

    @EventListener
    void gone(SessionClosed session) {
        endWhere((key, state) -> state.sessionId().equals(session.sessionId()));
    }

    @Scheduled(fixedDelay = 500)
    void endSilent() {
        long now = System.nanoTime();
        endWhere((key, state) -> now - state.untilNanos() >= 0);
    }

    private void endWhere(BiPredicate<Key, State> condition) {
        typing.forEach((key, state) -> {
            if (condition.test(key, state)) {
                end(key, state);
            }
        });
    }

    private void end(Key key) {
        State state = typing.get(key);
        if (state != null) {
            end(key, state);
        }
    }

    /** Only the observed state: one that was refreshed meanwhile continues. */
    private void end(Key key, State state) {
        if (typing.remove(key, state)) {
            broadcast.signal(state.destination(), TypingEvent.stop(state.typist(), key.target()));
        }
    }
}
