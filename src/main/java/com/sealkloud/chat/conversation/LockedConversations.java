package com.sealkloud.chat.conversation;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.log.ConversationLog;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Locks conversations for features that append events of their own. */
@Component
public class LockedConversations {

    private final ConversationRepository conversations;
    private final ConversationAccess access;
    private final ConversationLog log;

    LockedConversations(ConversationRepository conversations, ConversationAccess access, ConversationLog log) {
        this.conversations = conversations;
        this.access = access;
        this.log = log;
    }

    /** The same for an administrator, who need not be in it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public LockedConversation lockForModeration(Person admin, String conversationId) {
        if (!admin.isAdmin()) {
            return lock(admin, conversationId);
        }
        return conversations
                .lock(conversationId)
                .map(found -> new LockedConversation(found, log))
                .orElseThrow(() -> Refusal.notFound("There is no conversation " + conversationId + " for you."));
    }

    /**
     * Locks a conversation until the caller's transaction ends. Who is in it is looked up behind
     * the lock.
     *
     * @throws Refusal {@code not_found} if there is none that this person is in
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public LockedConversation lock(Person member, String conversationId) {
        return conversations
                .lock(conversationId)
                .filter(found -> !found.isEnded() && access.isMember(member, found))
                .map(found -> new LockedConversation(found, log))
                .orElseThrow(() -> Refusal.notFound("There is no conversation " + conversationId + " for you."));
    }
}
