package com.sealkloud.chat.testing;

/** The combinations of broker and database that the contract holds for. */
public enum Mode {
    EMBEDDED_H2,
    EMBEDDED_POSTGRESQL,
    RABBITMQ_POSTGRESQL;

    public boolean hasPostgres() {
        return this != EMBEDDED_H2;
    }

    public boolean hasRabbit() {
        return this == RABBITMQ_POSTGRESQL;
    }
}
