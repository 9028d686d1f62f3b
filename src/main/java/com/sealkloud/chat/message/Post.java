package com.sealkloud.chat.message;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.conversation.Conversation;
import com.sealkloud.chat.conversation.Mentions;
import com.sealkloud.chat.conversation.ParticipantId;
import com.sealkloud.chat.log.Cause;
import org.jspecify.annotations.Nullable;

/**
 * A message that somebody wants stored.
 *
 * @param cause what stands in the log; the sender's own doing, or a program's request
 * @param mentions of its content
 */
public record Post(Person sender, String conversationId, NewMessage message, Cause cause, Mentions mentions) {

    static Post of(Person sender, String conversationId, NewMessage message) {
        return of(sender, conversationId, message, Cause.of(sender));
    }

    public static Post of(Person sender, String conversationId, NewMessage message, Cause cause) {
        return new Post(sender, conversationId, message, cause, Mentions.in(message.content()));
    }

    ParticipantId membership() {
        return new ParticipantId(conversationId, sender.userId());
    }

    /** What has become of it: one of the two is present. */
    public record Outcome(@Nullable Posted posted, @Nullable Refusal refusal) {

        static Outcome stored(Posted posted) {
            return new Outcome(posted, null);
        }

        static Outcome refused(Refusal refusal) {
            return new Outcome(null, refusal);
        }
    }

    /** Decides who may post where. */
    @FunctionalInterface
    public interface PostingRule {

        /**
         * @param conversation null if there is none
         * @param isMember whether the sender is in it
         * @return the conversation
         * @throws Refusal if there is none, or it is not for the sender
         */
        Conversation require(Post post, @Nullable Conversation conversation, boolean isMember);
    }
}
