package com.sealkloud.chat.realtime;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Lazy;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.stereotype.Component;
import org.springframework.util.MimeTypeUtils;
import tools.jackson.databind.json.JsonMapper;

/** Hands events to the simple broker of this process. */
@Component
@ConditionalOnProperty(name = "chat.broker", havingValue = "embedded", matchIfMissing = true)
class EmbeddedBroadcast implements Broadcast {

    private final MessageChannel brokerChannel;
    private final JsonMapper json;

    EmbeddedBroadcast(@Lazy @Qualifier("brokerChannel") MessageChannel brokerChannel, JsonMapper json) {
        this.brokerChannel = brokerChannel;
        this.json = json;
    }

    @Override
    public CompletableFuture<Void> publish(String destination, String body) {
        SimpMessageHeaderAccessor headers = SimpMessageHeaderAccessor.create(SimpMessageType.MESSAGE);
        headers.setDestination(destination);
        headers.setContentType(MimeTypeUtils.APPLICATION_JSON);
        headers.setLeaveMutable(true);
        brokerChannel.send(
                MessageBuilder.createMessage(body.getBytes(StandardCharsets.UTF_8), headers.getMessageHeaders()));
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void signal(String destination, Object event) {
        publish(destination, json.writeValueAsString(event));
    }
}
