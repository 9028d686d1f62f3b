package com.sealkloud.chat.ticket;

import com.sealkloud.chat.account.Directory;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.deadletter.DeadLetters;
import com.sealkloud.chat.realtime.Refusal;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageProperties;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * In whose name a message of {@code chat.inbound} is carried out. RabbitMQ lets a publisher state no {@code user-id} but that of
 * its own account, so what stands there is proven.
 */
@Component
class InboundSenders {

    private final Directory directory;
    private final TicketProperties properties;
    private final String ownAccount;

    InboundSenders(
            Directory directory, TicketProperties properties, @Value("${spring.rabbitmq.username}") String ownAccount) {
        this.directory = directory;
        this.properties = properties;
        this.ownAccount = ownAccount;
    }

    /** @return the account behind it; of a dead letter that this service has sent again, the account that sent it first */
    String accountOf(Message message) {
        MessageProperties sent = message.getMessageProperties();
        Object account = ownAccount.equals(sent.getReceivedUserId())
                ? sent.getHeader(DeadLetters.ACCOUNT_HEADER)
                : sent.getReceivedUserId();
        return account instanceof String name && !name.isEmpty() ? name : properties.sender();
    }

    /** @throws Refusal {@code forbidden} if the account is a person's */
    Person of(String account) {
        Person person = directory.find(account).orElseGet(() -> new Person(account, account, Role.SERVICE));
        if (!person.isService()) {
            throw Refusal.forbidden("The account " + account + " is not a program's.");
        }
        return person;
    }
}
