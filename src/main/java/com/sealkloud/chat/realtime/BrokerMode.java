package com.sealkloud.chat.realtime;

/** What carries events between sessions: {@code chat.broker}. */
public enum BrokerMode {
    /** Spring's simple broker in this process; nothing to install, one node. */
    EMBEDDED,
    /** Spring's STOMP broker relay to RabbitMQ. */
    RABBITMQ
}
