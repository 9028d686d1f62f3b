package com.sealkloud.chat.realtime;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;

/** {@code chat.broker=embedded}: Spring's simple broker. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "chat.broker", havingValue = "embedded", matchIfMissing = true)
class EmbeddedBrokerConfiguration implements WebSocketMessageBrokerConfigurer {

    private final RealtimeProperties properties;
    private final TaskScheduler scheduler;

    EmbeddedBrokerConfiguration(
            RealtimeProperties properties, @Lazy @Qualifier("messageBrokerTaskScheduler") TaskScheduler scheduler) {
        this.properties = properties;
        this.scheduler = scheduler;
    }

    @Override
    public void configureMessageBroker(MessageBrokerRegistry registry) {
        long heartbeat = properties.heartbeat().toMillis();
        registry.setApplicationDestinationPrefixes(ApplicationDestinations.PREFIX)
                .setPreservePublishOrder(true)
                .enableSimpleBroker("/topic")
                .setTaskScheduler(scheduler)
                .setHeartbeatValue(new long[] {heartbeat, heartbeat});
    }
}
