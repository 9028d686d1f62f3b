package com.sealkloud.chat.pin;

import com.sealkloud.chat.log.EventType;
import com.sealkloud.chat.log.EventType.Shows;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The durable event of this package. */
@Configuration(proxyBeanMethods = false)
class PinConfiguration {

    @Bean
    EventType messagePinned() {
        return new EventType(MessagePinned.TYPE, MessagePinned.class, Shows.STATE);
    }
}
