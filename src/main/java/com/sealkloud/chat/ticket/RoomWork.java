package com.sealkloud.chat.ticket;

import com.sealkloud.chat.conversation.MessageKind;
import com.sealkloud.chat.conversation.ProgramRequest;
import com.sealkloud.chat.conversation.RoomPosts;
import com.sealkloud.chat.conversation.RoomPosts.Outcome;
import com.sealkloud.chat.conversation.RoomPosts.RoomPost;
import com.sealkloud.chat.conversation.TicketRooms;
import com.sealkloud.chat.conversation.TicketRooms.NewTicket;
import com.sealkloud.chat.realtime.Refusal;
import com.sealkloud.chat.ticket.InboundCommand.Assigned;
import com.sealkloud.chat.ticket.InboundCommand.Closed;
import com.sealkloud.chat.ticket.InboundCommand.MemberAdd;
import com.sealkloud.chat.ticket.InboundCommand.MemberRemove;
import com.sealkloud.chat.ticket.InboundCommand.Post;
import com.sealkloud.chat.ticket.InboundCommand.StatusChanged;
import com.sealkloud.chat.ticket.InboundCommand.TicketOpened;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Carries out what ticket services ask for: posts that follow each other in one transaction, everything else alone. */
@Component
class RoomWork {

    private final RoomPosts posts;
    private final TicketRooms rooms;

    RoomWork(RoomPosts posts, TicketRooms rooms) {
        this.posts = posts;
        this.rooms = rooms;
    }

    /** @return whether the two may share a transaction */
    boolean goTogether(InboundRequest one, InboundRequest next) {
        return one.command() instanceof Post post
                && next.command() instanceof Post nextPost
                && isNote(post) == isNote(nextPost)
                && one.request().sender().equals(next.request().sender());
    }

    /**
     * @param requests of one room, which go together
     * @return an answer to each
     * @throws RuntimeException if none of them was carried out
     */
    List<InboundAnswer> carryOut(List<InboundRequest> requests) {
        InboundRequest first = requests.get(0);
        if (first.command() instanceof Post post) {
            return posts
                    .post(
                            first.request().sender(),
                            post.roomId(),
                            isNote(post),
                            requests.stream().map(RoomWork::post).toList())
                    .stream()
                    .map(RoomWork::answer)
                    .toList();
        }
        try {
            return List.of(new InboundAnswer.Stored(null, carryOut(first.request(), first.command())));
        } catch (Refusal refusal) {
            return List.of(InboundAnswer.Refused.of(refusal));
        }
    }

    private long carryOut(ProgramRequest request, InboundCommand command) {
        if (command instanceof TicketOpened opened) {
            return rooms.opened(
                    request,
                    new NewTicket(
                            opened.ticketId(),
                            opened.number(),
                            opened.title(),
                            opened.status(),
                            opened.requesterId(),
                            opened.assigneeId(),
                            opened.requestId() == null ? request.correlationId() : opened.requestId()));
        } else if (command instanceof StatusChanged changed) {
            return rooms.statusChanged(request, changed.ticketId(), changed.status());
        } else if (command instanceof Assigned assigned) {
            return rooms.assigned(request, assigned.ticketId(), assigned.assigneeId());
        } else if (command instanceof Closed closed) {
            return rooms.closed(request, closed.ticketId(), closed.status());
        } else if (command instanceof MemberAdd add) {
            return rooms.memberAdded(request, add.roomId(), add.userId());
        } else if (command instanceof MemberRemove remove) {
            return rooms.memberRemoved(request, remove.roomId(), remove.userId());
        }
        throw new IllegalArgumentException("Posts come together: " + command.roomId());
    }

    private static boolean isNote(Post post) {
        return post.kind() == MessageKind.NOTE;
    }

    private static RoomPost post(InboundRequest request) {
        Post post = (Post) request.command();
        return new RoomPost(
                request.request(), post.content(), Objects.requireNonNullElse(post.kind(), MessageKind.TICKET));
    }

    private static InboundAnswer answer(Outcome outcome) {
        Refusal refusal = outcome.refusal();
        return refusal == null
                ? new InboundAnswer.Stored(outcome.messageId(), outcome.seq())
                : InboundAnswer.Refused.of(refusal);
    }
}
