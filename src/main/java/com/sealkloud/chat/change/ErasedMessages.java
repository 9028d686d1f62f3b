package com.sealkloud.chat.change;

import com.sealkloud.chat.change.MessageDeleted.Reason;
import com.sealkloud.chat.conversation.LockedConversation;
import com.sealkloud.chat.log.Cause;
import com.sealkloud.chat.log.EventContents;
import com.sealkloud.chat.log.LogEntryId;
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

    private final EventContents words;
    private final TakenMessages taken;
    private final Reactions reactions;

    ErasedMessages(EventContents words, TakenMessages taken, Reactions reactions) {
        this.words = words;
        this.taken = taken;
        this.reactions = reactions;
    }

    /** Takes away the words, the files, the former words and the reactions of each. */
    public void erase(LockedConversation conversation, Cause cause, List<Long> seqs) {
        String conversationId = conversation.conversationId();
        List<Message> messages = words.ofMessages(conversationId, seqs).entrySet().stream()
                .map(event -> new Message(new LogEntryId(conversationId, event.getKey()), event.getValue()))
                .filter(message -> !message.isDeleted())
                .toList();
        taken.take(conversationId, messages);
        messages.forEach(message -> tell(conversation, cause, message));
    }

    private static void tell(LockedConversation conversation, Cause cause, Message message) {
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
