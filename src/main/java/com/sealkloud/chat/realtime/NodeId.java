package com.sealkloud.chat.realtime;

import java.util.UUID;
import org.springframework.stereotype.Component;

/** Tells this node of the service from the others; a new one at each start. */
@Component
public class NodeId {

    private final String value = UUID.randomUUID().toString();

    NodeId() {}

    public String value() {
        return value;
    }
}
