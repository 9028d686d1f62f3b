package com.sealkloud.chat.message;

import com.sealkloud.chat.log.EventType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The durable events that are messages. */
@Configuration(proxyBeanMethods = false)
class MessageTypes {

    @Bean
    EventType directMessage() {
        return new EventType("message", DirectMessage.class);
    }

    @Bean
    EventType roomMessage() {
        return new EventType("room_message", RoomMessage.class);
    }
}
