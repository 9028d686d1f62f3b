package com.sealkloud.chat.push;

import com.sealkloud.chat.outgoing.OutgoingCalls;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Calls to push services. */
@Component
class PushCalls extends OutgoingCalls {

    PushCalls(PushProperties properties, Clock clock) {
        super(properties.hosts(), clock);
    }
}
