package com.sealkloud.chat.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class EventSubscribersTests {

    private final List<String> heard = new ArrayList<>();

    private CompletableFuture<Void> hear(String routingKey, String envelope) {
        heard.add(routingKey);
        return CompletableFuture.completedFuture(null);
    }

    /** It would end the thread of all events, while health says that all is well. */
    @Test
    void hearAnEventThoughAnotherOneHasNoStackLeft() {
        EventSubscriber endless = (routingKey, envelope) -> {
            throw new StackOverflowError();
        };

        CompletableFuture<Void> told = new EventSubscribers(List.of(endless, this::hear))
                .tell(new Publication(Map.of(), "message.created", "{}", "{}", false));

        assertThat(told).isCompletedExceptionally();
        assertThat(heard).hasSize(1);
    }
}
