package com.sealkloud.chat.testing;

import java.util.List;

/** The combinations of broker and database that the contract holds for. */
public enum Mode {
    EMBEDDED_H2,
    EMBEDDED_POSTGRESQL,
    RABBITMQ_POSTGRESQL,
    /** With Spring's stock relay: a session at RabbitMQ for every socket. */
    RABBITMQ_PER_CLIENT;

    public boolean hasPostgres() {
        return this != EMBEDDED_H2;
    }

    public boolean hasRabbit() {
        return this == RABBITMQ_POSTGRESQL || this == RABBITMQ_PER_CLIENT;
    }

    /** The arguments by which this mode differs from the defaults, beside the addresses of its servers. */
    List<String> settings() {
        return this == RABBITMQ_PER_CLIENT ? List.of("--chat.relay.sessions=per-client") : List.of();
    }
}
