package com.sealkloud.chat.ticket;

import com.sealkloud.chat.account.Directory;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.deadletter.ProvenSender;
import java.util.List;
import java.util.Optional;
import org.springframework.amqp.core.Message;
import org.springframework.stereotype.Component;

/** In whose name a message of {@code chat.inbound} is carried out. */
@Component
class InboundSenders {

    private final Directory directory;
    private final TicketProperties properties;
    private final ProvenSender proven;

    InboundSenders(Directory directory, TicketProperties properties, ProvenSender proven) {
        this.directory = directory;
        this.properties = properties;
        this.proven = proven;
    }

    /**
     * @return the account behind it; of a dead letter that this service has sent again, the account that sent it first
     * @throws Refusal {@code forbidden} if none is proven and that is not enough here
     */
    String accountOf(Message message) {
        return nameOf(message).orElseThrow(() -> Refusal.forbidden("The property user-id is missing."));
    }

    private Optional<String> nameOf(Message message) {
        return Optional.ofNullable(proven.of(message))
                .filter(account -> !account.isEmpty())
                .or(() -> properties.requireUserId() ? Optional.empty() : Optional.of(properties.sender()));
    }

    /** @return whether this queue is the sender's own, by its name */
    boolean isQueueOfSender(String queue, Message message) {
        return nameOf(message)
                .filter(account -> queue.startsWith(account + "."))
                .isPresent();
    }

    /**
     * An account that only the broker knows is a program, too.
     *
     * @throws Refusal {@code forbidden} if the account is a person's, or disabled
     */
    Person of(String account) {
        Optional<Person> person =
                directory.findAllEvenDisabled(List.of(account)).stream().findFirst();
        if (person.isEmpty()) {
            return new Person(account, account, Role.SERVICE);
        }
        if (!person.get().isService()) {
            throw Refusal.forbidden("The account " + account + " is not a program's.");
        }
        return directory.find(account).orElseThrow(() -> Refusal.forbidden("The account " + account + " is disabled."));
    }

    /** Asks again, since a batch may wait for long: somebody may have lost the right meanwhile. */
    void requireStillAllowed(Person sender) {
        of(sender.userId());
    }
}
