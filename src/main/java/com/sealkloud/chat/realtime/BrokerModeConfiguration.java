package com.sealkloud.chat.realtime;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class BrokerModeConfiguration {

    @Bean
    BrokerMode brokerMode(@Value("${chat.broker:embedded}") BrokerMode mode) {
        return mode;
    }
}
