package com.sealkloud.chat.security;

import com.sealkloud.chat.account.AccessChanged;
import com.sealkloud.chat.realtime.AccessRevocation;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Applies changed rights to the open sessions of this node. */
@Component
class RightsFollower {

    private final AccessRevocation accessRevocation;

    RightsFollower(AccessRevocation accessRevocation) {
        this.accessRevocation = accessRevocation;
    }

    @EventListener
    void follow(AccessChanged changed) {
        accessRevocation.recheck(changed.userId());
    }
}
