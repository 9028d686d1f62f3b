package com.sealkloud.chat.security;

import com.sealkloud.chat.account.AccessChanged;
import com.sealkloud.chat.realtime.AccessControl;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Applies changed rights to the open sessions of this node. */
@Component
class RightsFollower {

    private final AccessControl accessControl;

    RightsFollower(AccessControl accessControl) {
        this.accessControl = accessControl;
    }

    @EventListener
    void follow(AccessChanged changed) {
        accessControl.recheck(changed.userId());
    }
}
