package com.sealkloud.chat.realtime;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;

/** {@code chat.broker=rabbitmq}: Spring's STOMP broker relay, through reactor-netty. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "chat.broker", havingValue = "rabbitmq")
class RelayBrokerConfiguration implements WebSocketMessageBrokerConfigurer {

    private final RealtimeProperties properties;
    private final RelayProperties relay;

    RelayBrokerConfiguration(RealtimeProperties properties, RelayProperties relay) {
        this.properties = properties;
        this.relay = relay;
    }

    /** Only topics are relayed: a client's {@code /queue} would become a durable queue that nobody removes. */
    @Override
    public void configureMessageBroker(MessageBrokerRegistry registry) {
        long heartbeat = properties.heartbeat().toMillis();
        registry.setApplicationDestinationPrefixes(ApplicationDestinations.PREFIX)
                .setPreservePublishOrder(true)
                .enableStompBrokerRelay("/topic")
                .setRelayHost(relay.host())
                .setRelayPort(relay.port())
                .setVirtualHost(relay.virtualHost())
                .setClientLogin(relay.username())
                .setClientPasscode(relay.password())
                .setSystemLogin(relay.username())
                .setSystemPasscode(relay.password())
                .setSystemHeartbeatSendInterval(heartbeat)
                .setSystemHeartbeatReceiveInterval(heartbeat);
    }
}
