package com.sealkloud.chat.change;

import com.sealkloud.chat.change.MessageDeleted.Reason;
import com.sealkloud.chat.change.Reactions.Reacted;
import com.sealkloud.chat.conversation.LockedConversation;
import com.sealkloud.chat.log.Cause;
import com.sealkloud.chat.log.EventContents;
import com.sealkloud.chat.log.LogEntryId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

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

    /**
     * Takes off some reactions of somebody, who is called by another name by now.
     *
     * @param seq from this message on
     * @return the message of the last of them; null if there were no more
     */
    public @Nullable Long takeOffReactions(
            LockedConversation conversation, Cause cause, String userId, String userName, long seq, int limit) {
        String conversationId = conversation.conversationId();
        List<Reacted> some = reactions.from(seq, conversationId, userId, limit);
        Map<Long, ObjectNode> messages = words.ofMessages(
                conversationId, some.stream().map(Reacted::seq).distinct().toList());
        some.forEach(reaction -> {
            LogEntryId id = new LogEntryId(conversationId, reaction.seq());
            reactions.change(id, reaction.emoji(), userId, false);
            ObjectNode message = messages.get(reaction.seq());
            String messageId = message == null ? "" : message.path("messageId").asString("");
            conversation.append(
                    cause,
                    (number, now) -> new MessageReaction(
                            conversationId,
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
        return some.isEmpty() ? null : some.get(some.size() - 1).seq();
    }
}
