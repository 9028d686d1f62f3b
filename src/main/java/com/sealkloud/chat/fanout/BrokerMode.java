package com.sealkloud.chat.fanout;

/** What carries events between sessions; settled by {@code chat.broker} and {@code chat.relay.sessions}. */
public enum BrokerMode {
    /** Spring's simple broker in this process; nothing to install, one node. */
    EMBEDDED,
    /** This node is one client of the STOMP broker relay and fans out to its sessions by itself. */
    RELAY_PER_NODE,
    /** Spring's STOMP broker relay as it comes: a connection to RabbitMQ for every session. */
    RELAY_PER_CLIENT;

    public boolean fansOutHere() {
        return this != RELAY_PER_CLIENT;
    }
}
