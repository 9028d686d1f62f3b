package com.sealkloud.chat.program;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.conversation.ConversationKind;
import com.sealkloud.chat.message.ConversationProperties;
import com.sealkloud.chat.message.MessageKind;
import com.sealkloud.chat.message.MessageRef;
import com.sealkloud.chat.message.NewMessage;
import com.sealkloud.chat.message.Post;
import com.sealkloud.chat.message.Post.PostingRule;
import com.sealkloud.chat.message.PostStore;
import com.sealkloud.chat.message.Posted;
import com.sealkloud.chat.room.RoomMembership;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Stores what programs say in the rooms of tickets: many messages of one room in one transaction,
 * in their order.
 */
@Service
public class RoomPosts {

    private final PostStore store;
    private final ConversationProperties properties;

    RoomPosts(PostStore store, ConversationProperties properties) {
        this.store = store;
        this.properties = properties;
    }

    /** @param request its key is the {@code clientMessageId} */
    public record RoomPost(
            ProgramRequest request,
            String content,
            MessageKind kind,
            @Nullable MessageRef replyTo,
            @Nullable List<String> attachmentIds) {}

    /**
     * What has become of one post.
     *
     * @param messageId null if it was refused
     * @param refusal null if it is stored
     */
    public record Outcome(
            @Nullable String messageId, long seq, @Nullable Refusal refusal) {

        static Outcome refused(Refusal refusal) {
            return new Outcome(null, 0, refusal);
        }

        static Outcome of(Post.Outcome outcome) {
            Posted posted = outcome.posted();
            return new Outcome(
                    posted == null ? null : posted.messageId(), posted == null ? 0 : posted.seq(), outcome.refusal());
        }
    }

    /** A post that can be stored, or why it cannot. */
    private record Checked(@Nullable Post post, @Nullable Refusal refusal) {}

    /** @return how many code points the content of a post may have */
    public int longestContent() {
        return properties.longestContent();
    }

    /**
     * @param asNotes whether they are for the room's staff alone
     * @return an outcome for each, in the same order; refusing some does not keep the others from
     *     being stored
     */
    @Transactional
    public List<Outcome> post(Person sender, String roomId, boolean asNotes, List<RoomPost> posts) {
        ConversationKind kind = asNotes ? ConversationKind.NOTES : ConversationKind.TICKET;
        PostingRule rule = (post, conversation, isMember) -> {
            if (conversation == null || conversation.kind() != kind) {
                throw RoomMembership.noSuchRoom(roomId);
            }
            return conversation;
        };
        String conversationId = asNotes ? Ids.notesOf(roomId) : roomId;
        List<Checked> checked =
                posts.stream().map(post -> check(sender, conversationId, post)).toList();
        List<Post> valid =
                checked.stream().map(Checked::post).filter(Objects::nonNull).toList();
        Iterator<Post.Outcome> stored = store.store(valid, rule).iterator();
        return checked.stream()
                .map(each -> each.refusal() == null ? Outcome.of(stored.next()) : Outcome.refused(each.refusal()))
                .toList();
    }

    private Checked check(Person sender, String conversationId, RoomPost post) {
        ProgramRequest request = post.request();
        try {
            NewMessage message = NewMessage.of(
                    post.content(),
                    request.key(),
                    post.kind(),
                    post.replyTo(),
                    post.attachmentIds(),
                    properties.longestContent());
            return new Checked(Post.of(sender, conversationId, message, request.cause()), null);
        } catch (Refusal refusal) {
            return new Checked(null, refusal);
        }
    }
}
