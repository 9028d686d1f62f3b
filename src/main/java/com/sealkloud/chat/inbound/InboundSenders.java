package com.sealkloud.chat.inbound;

import com.sealkloud.chat.account.Directory;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.deadletter.ProvenSender;
import java.util.List;
import java.util.Optional;
import org.springframework.amqp.core.Message;
import org.springframework.stereotype.Component;

/** The sender on whose behalf a message of {@code chat.inbound} is processed. */
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
     * @return the verified account; of a replayed dead letter its original sender
     * @throws Refusal {@code forbidden} if none is verified although that is required
     */
    String accountOf(Message message) {
        return nameOf(message).orElseThrow(() -> Refusal.forbidden("The property user-id is missing."));
    }

    private Optional<String> nameOf(Message message) {
        return Optional.ofNullable(proven.of(message))
                .filter(account -> !account.isEmpty())
                .or(() -> properties.requireUserId() ? Optional.empty() : Optional.of(properties.sender()));
    }

    /** @return whether this queue belongs to the sender, by its name */
    boolean isQueueOfSender(String queue, Message message) {
        return nameOf(message)
                .filter(account -> queue.startsWith(account + "."))
                .isPresent();
    }

    /**
     * An account that only the broker knows is a program too.
     *
     * @throws Refusal {@code forbidden} if the account belongs to a person, or is disabled
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

    /**
     * Checked again, since a batch may wait for long, and the account may have been disabled
     * meanwhile.
     */
    void requireStillAllowed(Person sender) {
        of(sender.userId());
    }
}
