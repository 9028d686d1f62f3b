package com.sealkloud.chat.realtime;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the parts of the chosen broker mode together. */
@Configuration(proxyBeanMethods = false)
class BrokerModeConfiguration {

    @Bean
    BrokerMode brokerMode(ObjectProvider<RelayProperties> relay) {
        RelayProperties properties = relay.getIfAvailable();
        if (properties == null) {
            return BrokerMode.EMBEDDED;
        }
        return switch (properties.sessions()) {
            case PER_NODE -> BrokerMode.RELAY_PER_NODE;
            case PER_CLIENT -> BrokerMode.RELAY_PER_CLIENT;
        };
    }
}
