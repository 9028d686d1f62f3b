package com.sealkloud.chat.testing;

import java.util.List;
import java.util.stream.Stream;

/** The combinations of broker and database for which the contract holds. */
public enum Mode {
    EMBEDDED_H2,
    EMBEDDED_POSTGRESQL,
    RABBITMQ_POSTGRESQL,
    /** With Spring's stock relay: a session at RabbitMQ for every socket. */
    RABBITMQ_PER_CLIENT;

    private static final String ONLY = System.getProperty("chat.test.mode", "");

    /** Each way of relaying sockets once, of the modes that are wanted. */
    static Stream<Mode> everyRelay() {
        return Stream.of(EMBEDDED_H2, RABBITMQ_POSTGRESQL, RABBITMQ_PER_CLIENT).filter(Mode::isWanted);
    }

    /** Each broker and each database once, of the modes that are wanted. */
    static Stream<Mode> eitherBroker() {
        return Stream.of(EMBEDDED_H2, RABBITMQ_POSTGRESQL).filter(Mode::isWanted);
    }

    /** Each broker and each database once, without a ticket service. */
    static Stream<Mode> ownTickets() {
        return Stream.of(EMBEDDED_H2, RABBITMQ_PER_CLIENT).filter(Mode::isWanted);
    }

    /** Each database once, without a broker. */
    static Stream<Mode> eitherDatabase() {
        return Stream.of(EMBEDDED_H2, EMBEDDED_POSTGRESQL).filter(Mode::isWanted);
    }

    /** Whether it is the one that the system property {@code chat.test.mode} names, if it does. */
    private static boolean isWanted(Mode mode) {
        return ONLY.isEmpty() || mode.name().equals(ONLY);
    }

    public boolean hasPostgres() {
        return this != EMBEDDED_H2;
    }

    public boolean hasRabbit() {
        return this == RABBITMQ_POSTGRESQL || this == RABBITMQ_PER_CLIENT;
    }

    /**
     * The arguments by which this mode differs from the defaults, beside the addresses of its
     * servers.
     */
    List<String> settings() {
        return switch (this) {
            case RABBITMQ_PER_CLIENT -> List.of("--chat.relay.sessions=per-client");
            case RABBITMQ_POSTGRESQL -> List.of("--chat.tickets=external");
            case EMBEDDED_H2, EMBEDDED_POSTGRESQL -> List.of();
        };
    }
}
