package com.sealkloud.chat.fanout;

/**
 * What carries events between sessions; selected by {@code chat.broker} and {@code
 * chat.relay.sessions}.
 */
public enum BrokerMode {
    /** Spring's simple broker in this process; needs no other server, supports one node. */
    EMBEDDED,
    /** This node is one client of the STOMP broker relay and does the fan-out to its sessions. */
    RELAY_PER_NODE,
    /** Spring's unmodified STOMP broker relay: a connection to RabbitMQ for every session. */
    RELAY_PER_CLIENT;

    public boolean fansOutHere() {
        return this != RELAY_PER_CLIENT;
    }
}
