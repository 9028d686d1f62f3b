package com.sealkloud.chat.room;

import com.sealkloud.chat.log.EventType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The durable events of rooms. */
@Configuration(proxyBeanMethods = false)
class RoomEventTypes {

    @Bean
    EventType memberJoined() {
        return new EventType("member_joined", MemberJoined.class);
    }

    @Bean
    EventType memberLeft() {
        return new EventType("member_left", MemberLeft.class);
    }

    @Bean
    EventType roomChanged() {
        return new EventType(RoomChanged.TYPE, RoomChanged.class);
    }

    @Bean
    EventType roomCreated() {
        return new EventType("room_created", RoomCreated.class);
    }
}
