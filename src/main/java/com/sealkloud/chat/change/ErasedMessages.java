package com.sealkloud.chat.change;

import com.sealkloud.chat.change.MessageDeleted.Reason;
import com.sealkloud.chat.conversation.LockedConversation;
import com.sealkloud.chat.log.Cause;
import com.sealkloud.chat.log.LogEntryId;
import com.sealkloud.chat.log.Words;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Deletes messages and reactions on account of an erasure. The caller has locked the conversation.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class ErasedMessages {

    private final Words words;
    private final Revisions revisions;
    private final Reactions reactions;

    ErasedMessages(Words words, Revisions revisions, Reactions reactions) {
        this.words = words;
        this.revisions = revisions;
        this.reactions = reactions;
    }

    /** Takes away the words, the files, the former words and the reactions of each. */
    public void erase(LockedConversation conversation, Cause cause, List<Long> seqs) {
        seqs.forEach(seq -> {
            LogEntryId id = new LogEntryId(conversation.conversationId(), seq);
            words.ofMessage(id)
                    .map(event -> new Message(id, event))
                    .filter(message -> !message.isDeleted())
                    .ifPresent(message -> erase(conversation, cause, message));
        });
    }

    private void erase(LockedConversation conversation, Cause cause, Message message) {
        words.take(message.id(), message.event(), revisions.eventsOf(message.id()));
        revisions.remove(message.id());
        reactions.remove(message.id());
        conversation.append(
                cause,
                (number, now) -> new MessageDeleted(
                        conversation.conversationId(),
                        number,
                        conversation.roomId(),
                        message.id().seq(),
                        message.messageId(),
                        cause.actorId(),
                        Reason.ERASURE,
                        conversation.destinationsOfDeletions(),
                        now));
    }

    /** Takes off the reactions of somebody, who is called by another name by now. */
    public void takeOffReactions(LockedConversation conversation, Cause cause, String userId, String userName) {
        reactions.of(conversation.conversationId(), userId).forEach(reaction -> {
            LogEntryId id = new LogEntryId(conversation.conversationId(), reaction.seq());
            reactions.change(id, reaction.emoji(), userId, false);
            String messageId = words.ofMessage(id)
                    .map(event -> event.path("messageId").asString(""))
                    .orElse("");
            conversation.append(
                    cause,
                    (number, now) -> new MessageReaction(
                            id.conversationId(),
                            number,
                            conversation.roomId(),
                            id.seq(),
                            messageId,
                            cause.actorId(),
                            reaction.emoji(),
                            false,
                            userId,
                            userName,
                            conversation.destinationsOfDeletions(),
                            now));
        });
    }
}
