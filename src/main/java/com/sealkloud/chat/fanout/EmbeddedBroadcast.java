package com.sealkloud.chat.fanout;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** All sessions are on this node. */
@Component
@ConditionalOnProperty(name = "chat.broker", havingValue = "embedded", matchIfMissing = true)
class EmbeddedBroadcast implements Broadcast {

    private final LocalFanOut local;
    private final JsonMapper json;

    EmbeddedBroadcast(LocalFanOut local, JsonMapper json) {
        this.local = local;
        this.json = json;
    }

    @Override
    public CompletableFuture<Void> publish(String destination, String event) {
        local.deliver(destination, event.getBytes(StandardCharsets.UTF_8));
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Void> republish(String destination, String event) {
        return publish(destination, event);
    }

    @Override
    public void signal(String destination, Object event) {
        local.deliver(destination, json.writeValueAsBytes(event));
    }
}
