package com.sealkloud.chat.session;

import java.security.Principal;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Primary;
import org.springframework.messaging.Message;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.messaging.simp.user.UserDestinationResolver;
import org.springframework.messaging.simp.user.UserDestinationResult;
import org.springframework.stereotype.Component;

/**
 * Maps a personal queue to one topic per user, {@code /topic/user.carol.messages}. Spring's own
 * resolver creates a queue per session, which RabbitMQ keeps for ever, and must know each user's
 * node. A topic per user reaches all their devices wherever they are connected, and disappears with
 * the last of them.
 */
@Primary
@Component
class TopicUserDestinationResolver implements UserDestinationResolver {

    @Override
    public @Nullable UserDestinationResult resolveDestination(Message<?> message) {
        SimpMessageType type = SimpMessageHeaderAccessor.getMessageType(message.getHeaders());
        String destination = SimpMessageHeaderAccessor.getDestination(message.getHeaders());
        Principal principal = SimpMessageHeaderAccessor.getUser(message.getHeaders());
        if (type != SimpMessageType.SUBSCRIBE
                || destination == null
                || principal == null
                || !destination.startsWith("/user/")) {
            return null;
        }
        return new UserDestinationResult(
                destination, Set.of(PersonalQueues.resolve(destination, principal)), destination, principal.getName());
    }
}
