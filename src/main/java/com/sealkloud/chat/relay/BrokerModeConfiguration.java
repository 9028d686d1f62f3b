package com.sealkloud.chat.relay;

import com.sealkloud.chat.cluster.NodeId;
import com.sealkloud.chat.fanout.BrokerMode;
import org.springframework.amqp.rabbit.connection.ConnectionNameStrategy;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.amqp.autoconfigure.RabbitProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Assembles the parts of the selected broker mode. */
@Configuration(proxyBeanMethods = false)
class BrokerModeConfiguration {

    /** Shown in RabbitMQ's console. */
    @Bean
    ConnectionNameStrategy connectionNames(NodeId nodeId) {
        return factory -> "sealkloud-chat " + nodeId.name();
    }

    @Bean
    BrokerMode brokerMode(ObjectProvider<RelayProperties> relay, ObjectProvider<RabbitProperties> rabbit) {
        RelayProperties properties = relay.getIfAvailable();
        if (properties == null) {
            return BrokerMode.EMBEDDED;
        }
        if (rabbit.getObject().getPassword() == null
                || rabbit.getObject().getPassword().isEmpty()) {
            throw new MissingServicePasswordException();
        }
        return switch (properties.sessions()) {
            case PER_NODE -> BrokerMode.RELAY_PER_NODE;
            case PER_CLIENT -> BrokerMode.RELAY_PER_CLIENT;
        };
    }
}
