package com.sealkloud.chat.conversation;

import com.sealkloud.chat.log.EventType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The durable events of conversations and rooms. */
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

    @Bean
    EventType memberJoined() {
        return new EventType("member_joined", MemberJoined.class);
    }

    @Bean
    EventType memberLeft() {
        return new EventType("member_left", MemberLeft.class);
    }

    @Bean
    EventType roomCreated() {
        return new EventType("room_created", RoomCreated.class);
    }
}
