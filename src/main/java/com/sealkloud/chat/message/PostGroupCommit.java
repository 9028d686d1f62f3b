package com.sealkloud.chat.message;

import com.sealkloud.chat.conversation.Conversation;
import com.sealkloud.chat.conversation.ConversationAccess;
import com.sealkloud.chat.message.Post.Outcome;
import com.sealkloud.chat.sql.GroupCommit;
import jakarta.annotation.PreDestroy;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Stores messages of people, of whom many speak at the same time. */
@Component
class PostGroupCommit {

    private final GroupCommit<Post, Outcome> commits;

    PostGroupCommit(PostStore store, TransactionTemplate transactions) {
        this.commits = new GroupCommit<>(
                "chat-store",
                transactions,
                posts -> store.store(posts, PostGroupCommit::requireMayPost),
                Post::conversationId);
    }

    private static Conversation requireMayPost(Post post, @Nullable Conversation conversation, boolean isMember) {
        return ConversationAccess.requireMayPost(post.sender(), post.conversationId(), conversation, isMember);
    }

    /**
     * Waits until the message is committed.
     *
     * @throws com.sealkloud.chat.api.Refusal as {@link PostStore#store} says
     * @throws RuntimeException if it is not known to be stored
     */
    Posted post(Post post) {
        Outcome outcome = commits.commit(post);
        if (outcome.refusal() != null) {
            throw outcome.refusal();
        }
        return Objects.requireNonNull(outcome.posted());
    }

    @PreDestroy
    void stop() {
        commits.close();
    }
}
