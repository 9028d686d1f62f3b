package com.sealkloud.chat.ownticket;

import com.sealkloud.chat.account.Directory;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.conversation.DirectConversations;
import com.sealkloud.chat.log.Cause;
import com.sealkloud.chat.message.MessageKind;
import com.sealkloud.chat.message.NewMessage;
import com.sealkloud.chat.message.Post;
import com.sealkloud.chat.message.PostStore;
import com.sealkloud.chat.ownticket.TicketOpening.Wanted;
import com.sealkloud.chat.program.ProgramRequest;
import com.sealkloud.chat.program.ProgramRequests;
import com.sealkloud.chat.room.RoomDoor;
import com.sealkloud.chat.ticket.TicketRooms;
import com.sealkloud.chat.ticket.TicketRooms.NewTicket;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the demo people can do, by the services that serve real people. Each step is a transaction,
 * and is done once: a start that was interrupted goes on where it stopped.
 */
@Component
@ConditionalOnBooleanProperty("chat.demo")
@ConditionalOnBooleanProperty(name = "chat.demo-data", matchIfMissing = true)
class DemoSteps {

    private static final Person PROGRAM = new Person("ticket-service", "ticket-service", Role.SERVICE);

    private final Directory directory;
    private final RoomDoor door;
    private final DirectConversations directConversations;
    private final PostStore store;
    private final OwnTicketPolicy policy;
    private final OwnTicketProperties properties;
    private final TicketOpening opening;
    private final OwnTickets ownTickets;
    private final TicketRooms serviceTickets;
    private final ProgramRequests done;
    private final TransactionTemplate transactions;

    DemoSteps(
            Directory directory,
            RoomDoor door,
            DirectConversations directConversations,
            PostStore store,
            OwnTicketPolicy policy,
            OwnTicketProperties properties,
            TicketOpening opening,
            OwnTickets ownTickets,
            TicketRooms serviceTickets,
            ProgramRequests done,
            TransactionTemplate transactions) {
        this.directory = directory;
        this.door = door;
        this.directConversations = directConversations;
        this.store = store;
        this.policy = policy;
        this.properties = properties;
        this.opening = opening;
        this.ownTickets = ownTickets;
        this.serviceTickets = serviceTickets;
        this.done = done;
        this.transactions = transactions;
    }

    /** What somebody says. */
    record Line(String userId, String text) {}

    boolean areDone(String step) {
        return Boolean.TRUE.equals(transactions.execute(
                status -> done.conversationOf(request(step)).isPresent()));
    }

    void once(String step, Runnable work) {
        transactions.executeWithoutResult(status -> done.once(request(step), step, () -> {
            work.run();
            return 0L;
        }));
    }

    void join(String userId, String roomId) {
        once("join-" + userId, () -> door.join(person(userId), roomId));
    }

    String between(String userId, String otherId) {
        return directConversations.between(person(userId), person(otherId));
    }

    void say(String conversationId, Line... lines) {
        for (Line line : lines) {
            say(conversationId, MessageKind.TEXT, line);
        }
    }

    private void say(String conversationId, MessageKind kind, Line line) {
        once("say-" + DigestUtils.md5Hex(line.toString()), () -> {
            Person person = person(line.userId());
            NewMessage message = new NewMessage(line.text(), null, kind);
            Post post = Post.of(person, conversationId, message, Cause.of(person));
            store.store(List.of(post), (asked, conversation, isMember) -> Objects.requireNonNull(conversation));
        });
    }

    Opened open(String key, String requesterId, String title) {
        return new Opened(
                key, policy.areOwn() ? openOwn(key, requesterId, title) : openOfService(key, requesterId, title));
    }

    private String openOwn(String key, String requesterId, String title) {
        Wanted wanted = new Wanted(title, null, null, null, List.of(), "demo-" + key);
        return opening.open(person(requesterId), wanted).ticketId();
    }

    private String openOfService(String key, String requesterId, String title) {
        String ticketId = "demo-" + key;
        serviceTickets.opened(
                request("open-" + key),
                new NewTicket(ticketId, null, title, properties.firstStatus(), requesterId, null, null));
        return ticketId;
    }

    private Person person(String userId) {
        return directory.find(userId).orElseThrow();
    }

    private static ProgramRequest request(String step) {
        return new ProgramRequest(PROGRAM, "demo-" + step, "", null);
    }

    /** A ticket of theirs. */
    final class Opened {

        private final String key;
        private final String ticketId;
        private int steps;

        private Opened(String key, String ticketId) {
            this.key = key;
            this.ticketId = ticketId;
        }

        Opened by(String userId, BiConsumer<Person, String> step) {
            return then(() -> step.accept(person(userId), ticketId));
        }

        Opened say(Line... lines) {
            DemoSteps.this.say(Ids.ticketRoom(ticketId), lines);
            return this;
        }

        Opened note(Line line) {
            DemoSteps.this.say(Ids.notesOf(Ids.ticketRoom(ticketId)), MessageKind.NOTE, line);
            return this;
        }

        /** Gives it the status between the first and the last one, if there is one. */
        Opened pending(String userId) {
            String status = properties.statuses().get(1);
            return then(() -> {
                if (policy.areOwn()) {
                    ownTickets.setStatus(person(userId), ticketId, status);
                } else {
                    serviceTickets.statusChanged(request("status-" + key), ticketId, status);
                }
            });
        }

        Opened close(String userId, String message) {
            if (policy.areOwn()) {
                return then(() -> ownTickets.close(person(userId), ticketId, message, null));
            }
            say(new Line(userId, message));
            return then(() -> serviceTickets.closed(request("close-" + key), ticketId, properties.lastStatus()));
        }

        private Opened then(Runnable step) {
            once(key + "-" + ++steps, step);
            return this;
        }
    }
}
