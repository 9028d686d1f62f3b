package com.sealkloud.chat.inbound;

import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.inbound.InboundCommand.Change;
import com.sealkloud.chat.inbound.InboundCommand.OfMessage;
import com.sealkloud.chat.inbound.InboundCommand.Post;
import com.sealkloud.chat.message.MessageKind;
import com.sealkloud.chat.program.ProgramRequest;
import com.sealkloud.chat.program.RoomPosts;
import com.sealkloud.chat.program.RoomPosts.Outcome;
import com.sealkloud.chat.program.RoomPosts.RoomPost;
import com.sealkloud.chat.ticket.TicketRooms;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.springframework.stereotype.Component;

/**
 * Executes requests of ticket services: consecutive posts in one transaction, everything else
 * separately.
 */
@Component
class RoomWork {

    private final RoomPosts posts;
    private final TicketRooms rooms;
    private final ProgramChanges changes;
    private final InboundSenders senders;

    RoomWork(RoomPosts posts, TicketRooms rooms, ProgramChanges changes, InboundSenders senders) {
        this.posts = posts;
        this.rooms = rooms;
        this.changes = changes;
        this.senders = senders;
    }

    /** @return whether the two may share a transaction */
    boolean goTogether(InboundRequest one, InboundRequest next) {
        return one.command() instanceof Post post
                && next.command() instanceof Post nextPost
                && isNote(post) == isNote(nextPost)
                && one.request().sender().equals(next.request().sender());
    }

    /**
     * @param requests of one room, which share a transaction
     * @return an answer to each
     * @throws RuntimeException if none of them was executed
     */
    List<InboundAnswer> carryOut(List<InboundRequest> requests) {
        InboundRequest first = requests.get(0);
        try {
            senders.requireStillAllowed(first.request().sender());
        } catch (Refusal refusal) {
            return Collections.nCopies(requests.size(), InboundAnswer.Refused.of(refusal));
        }
        ProgramRequest request = first.request();
        if (first.command() instanceof Change change) {
            return List.of(alone(() -> change.carryOut(rooms, request)));
        }
        if (first.command() instanceof OfMessage change) {
            return List.of(alone(() -> change.carryOut(changes, request)));
        }
        return say((Post) first.command(), requests);
    }

    private static InboundAnswer alone(LongSupplier request) {
        try {
            return new InboundAnswer.Stored(null, request.getAsLong());
        } catch (Refusal refusal) {
            return InboundAnswer.Refused.of(refusal);
        }
    }

    private List<InboundAnswer> say(Post first, List<InboundRequest> requests) {
        return posts
                .post(
                        requests.get(0).request().sender(),
                        first.roomId(),
                        isNote(first),
                        requests.stream().map(RoomWork::post).toList())
                .stream()
                .map(RoomWork::answer)
                .toList();
    }

    private static boolean isNote(Post post) {
        return post.kind() == MessageKind.NOTE;
    }

    private static RoomPost post(InboundRequest request) {
        Post post = (Post) request.command();
        return new RoomPost(
                request.request(),
                post.content(),
                Objects.requireNonNullElse(post.kind(), MessageKind.TICKET),
                post.replyTo(),
                post.attachmentIds());
    }

    private static InboundAnswer answer(Outcome outcome) {
        Refusal refusal = outcome.refusal();
        return refusal == null
                ? new InboundAnswer.Stored(outcome.messageId(), outcome.seq())
                : InboundAnswer.Refused.of(refusal);
    }
}
