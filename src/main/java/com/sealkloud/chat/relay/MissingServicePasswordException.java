package com.sealkloud.chat.relay;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Refuses the start: this service could not log in to RabbitMQ over AMQP. */
class MissingServicePasswordException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MissingServicePasswordException() {
        super("spring.rabbitmq.password is not set");
    }

    static class Analyzer extends AbstractFailureAnalyzer<MissingServicePasswordException> {

        @Override
        protected FailureAnalysis analyze(Throwable rootFailure, MissingServicePasswordException cause) {
            return new FailureAnalysis(
                    "The password of RabbitMQ's account chat-service is not set.",
                    "Give it as CHAT_SERVICE_PASSWORD; the broker's accounts are described in src/docs/broker.md.",
                    cause);
        }
    }
}
