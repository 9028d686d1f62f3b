package com.sealkloud.chat.room;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/** The team room that the demo people find. */
@Component
@ConditionalOnBooleanProperty("chat.demo")
class DemoRoom implements SmartInitializingSingleton {

    private final RoomOpening rooms;

    DemoRoom(RoomOpening rooms) {
        this.rooms = rooms;
    }

    @Override
    public void afterSingletonsInstantiated() {
        rooms.openTeamRoom("support", "support");
    }
}
