package com.sealkloud.chat.change;

import com.sealkloud.chat.conversation.LockedConversation;
import com.sealkloud.chat.log.EventContents;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Cuts the beginning of a log off, with all that belongs to its messages. The caller has locked the
 * conversation.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class CutLogs {

    private final EventContents words;
    private final Revisions revisions;
    private final Reactions reactions;

    CutLogs(EventContents words, Revisions revisions, Reactions reactions) {
        this.words = words;
        this.revisions = revisions;
        this.reactions = reactions;
    }

    /**
     * @param messages the events before {@code firstSeq} that are messages
     * @param others those that are none
     */
    public void cut(LockedConversation conversation, List<Long> messages, List<Long> others, long firstSeq) {
        String conversationId = conversation.conversationId();
        words.cut(conversationId, messages, others, revisions.eventsAcross(conversationId, firstSeq), firstSeq);
        revisions.removeBefore(conversationId, firstSeq);
        reactions.removeBefore(conversationId, firstSeq);
        conversation.trimTo(firstSeq);
    }
}
