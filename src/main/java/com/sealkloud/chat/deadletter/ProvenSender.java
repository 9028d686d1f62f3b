package com.sealkloud.chat.deadletter;

import org.jspecify.annotations.Nullable;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageProperties;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The broker account that sent a message. RabbitMQ accepts only the publisher's own account as
 * {@code user-id}, so that property is verified. A header is not, except on messages that this
 * service has replayed.
 */
@Component
public class ProvenSender {

    /** Header with the original sender of a replayed message. */
    static final String HEADER = "x-chat-account";

    private final String ownAccount;

    ProvenSender(@Value("${spring.rabbitmq.username}") String ownAccount) {
        this.ownAccount = ownAccount;
    }

    /** @return the account, nothing if none is verified */
    public @Nullable String of(Message message) {
        MessageProperties sent = message.getMessageProperties();
        String account = sent.getReceivedUserId();
        return ownAccount.equals(account) ? sent.getHeader(HEADER) instanceof String first ? first : null : account;
    }

    /**
     * @return the {@code user-id} that this service sets on a message whose header is to be trusted
     */
    String ownAccount() {
        return ownAccount;
    }
}
