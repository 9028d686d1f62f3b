package com.sealkloud.chat.deadletter;

import org.jspecify.annotations.Nullable;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageProperties;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Which account of the broker has sent a message. RabbitMQ lets a publisher state no {@code user-id} but that of its own
 * account, so that property is proven; a header is not, except on what this service has sent again itself.
 */
@Component
public class ProvenSender {

    /** Names the first sender of what this service sends again. */
    static final String HEADER = "x-chat-account";

    private final String ownAccount;

    ProvenSender(@Value("${spring.rabbitmq.username}") String ownAccount) {
        this.ownAccount = ownAccount;
    }

    /** @return the account, nothing if none is proven */
    public @Nullable String of(Message message) {
        MessageProperties sent = message.getMessageProperties();
        String account = sent.getReceivedUserId();
        return ownAccount.equals(account) ? sent.getHeader(HEADER) instanceof String first ? first : null : account;
    }

    /** @return what this service puts as {@code user-id} onto a message whose header is to be believed */
    String ownAccount() {
        return ownAccount;
    }
}
