package com.sealkloud.chat.realtime;

import com.sealkloud.chat.fanout.BrokerMode;
import com.sealkloud.chat.relay.EagerTcpClient;
import com.sealkloud.chat.relay.RelayProperties;
import com.sealkloud.chat.socket.RealtimeProperties;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;

/** Configures Spring's broker for the sessions of this node: the simple one, or the stock relay. */
@Configuration(proxyBeanMethods = false)
class BrokerConfiguration implements WebSocketMessageBrokerConfigurer {

    /**
     * Only topics: a client's {@code /queue} would become a durable queue at RabbitMQ that is never
     * removed.
     */
    private static final String TOPIC = "/topic";

    private final BrokerMode mode;
    private final RealtimeProperties properties;
    private final ObjectProvider<RelayProperties> relay;
    private final TaskScheduler scheduler;

    BrokerConfiguration(
            BrokerMode mode,
            RealtimeProperties properties,
            ObjectProvider<RelayProperties> relay,
            @Lazy @Qualifier("messageBrokerTaskScheduler") TaskScheduler scheduler) {
        this.mode = mode;
        this.properties = properties;
        this.relay = relay;
        this.scheduler = scheduler;
    }

    @Override
    public void configureMessageBroker(MessageBrokerRegistry registry) {
        registry.setApplicationDestinationPrefixes(ApplicationDestinations.PREFIX);
        if (mode.fansOutHere()) {
            enableSimpleBroker(registry);
        } else {
            enableStockRelay(registry, relay.getObject());
        }
    }

    private void enableSimpleBroker(MessageBrokerRegistry registry) {
        long heartbeat = properties.heartbeat().toMillis();
        registry.enableSimpleBroker(TOPIC)
                .setTaskScheduler(new NoHeartBeats(scheduler))
                .setHeartbeatValue(new long[] {heartbeat, heartbeat});
    }

    private void enableStockRelay(MessageBrokerRegistry registry, RelayProperties relayProperties) {
        long heartbeat = properties.heartbeat().toMillis();
        registry.enableStompBrokerRelay(TOPIC)
                .setTcpClient(new EagerTcpClient(relayProperties))
                .setVirtualHost(relayProperties.virtualHost())
                .setClientLogin(relayProperties.username())
                .setClientPasscode(relayProperties.password())
                .setSystemLogin(relayProperties.username())
                .setSystemPasscode(relayProperties.password())
                .setSystemHeartbeatSendInterval(heartbeat)
                .setSystemHeartbeatReceiveInterval(heartbeat);
    }

    /**
     * Spring's broker names the intervals to the clients, but {@code HeartBeats} sends and expects
     * the beats.
     */
    private static final class NoHeartBeats extends ThreadPoolTaskScheduler {

        private static final long serialVersionUID = 1L;

        private final transient TaskScheduler scheduler;

        private NoHeartBeats(TaskScheduler scheduler) {
            this.scheduler = scheduler;
        }

        @Override
        public ScheduledFuture<?> scheduleWithFixedDelay(Runnable heartBeats, Duration delay) {
            return scheduler.scheduleWithFixedDelay(() -> {}, delay);
        }
    }
}
