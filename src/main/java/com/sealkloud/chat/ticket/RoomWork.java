package com.sealkloud.chat.ticket;

import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.conversation.MessageKind;
import com.sealkloud.chat.conversation.ProgramRequest;
import com.sealkloud.chat.conversation.RoomPosts;
import com.sealkloud.chat.conversation.RoomPosts.Outcome;
import com.sealkloud.chat.conversation.RoomPosts.RoomPost;
import com.sealkloud.chat.conversation.TicketRooms;
import com.sealkloud.chat.ticket.InboundCommand.Change;
import com.sealkloud.chat.ticket.InboundCommand.Post;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Carries out what ticket services ask for: posts that follow each other in one transaction, everything else alone. */
@Component
class RoomWork {

    private final RoomPosts posts;
    private final TicketRooms rooms;
    private final InboundSenders senders;

    RoomWork(RoomPosts posts, TicketRooms rooms, InboundSenders senders) {
        this.posts = posts;
        this.rooms = rooms;
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
     * @param requests of one room, which go together
     * @return an answer to each
     * @throws RuntimeException if none of them was carried out
     */
    List<InboundAnswer> carryOut(List<InboundRequest> requests) {
        InboundRequest first = requests.get(0);
        try {
            senders.requireStillAllowed(first.request().sender());
        } catch (Refusal refusal) {
            return Collections.nCopies(requests.size(), InboundAnswer.Refused.of(refusal));
        }
        return first.command() instanceof Change change
                ? List.of(carryOut(change, first.request()))
                : say((Post) first.command(), requests);
    }

    private InboundAnswer carryOut(Change change, ProgramRequest request) {
        try {
            return new InboundAnswer.Stored(null, change.carryOut(rooms, request));
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
                request.request(), post.content(), Objects.requireNonNullElse(post.kind(), MessageKind.TICKET));
    }

    private static InboundAnswer answer(Outcome outcome) {
        Refusal refusal = outcome.refusal();
        return refusal == null
                ? new InboundAnswer.Stored(outcome.messageId(), outcome.seq())
                : InboundAnswer.Refused.of(refusal);
    }
}
