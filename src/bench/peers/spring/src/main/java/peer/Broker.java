package peer;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;

/** The defaults, but for the two switches that keep messages in order. */
@Configuration
@EnableWebSocketMessageBroker
class Broker implements WebSocketMessageBrokerConfigurer {

    private final int relayPort;

    Broker(@Value("${relay.port:0}") int relayPort) {
        this.relayPort = relayPort;
    }

    @Override
    public void registerStompEndpoints(StompEndpointRegistry registry) {
        registry.setPreserveReceiveOrder(true).addEndpoint("/ws");
    }

    @Override
    public void configureMessageBroker(MessageBrokerRegistry registry) {
        registry.setApplicationDestinationPrefixes("/app");
        registry.setPreservePublishOrder(true);
        if (relayPort == 0) {
            registry.enableSimpleBroker("/topic");
        } else {
            registry.enableStompBrokerRelay("/topic").setRelayPort(relayPort).setVirtualHost("/");
        }
    }
}
