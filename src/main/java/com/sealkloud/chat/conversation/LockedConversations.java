package com.sealkloud.chat.conversation;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.log.ConversationLog;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Locks conversations for features that append events of their own. */
@Component
public class LockedConversations {

    private final ConversationRepository conversations;
    private final ConversationAccess access;
    private final ConversationLog log;
    private final MentionedMembers mentioned;
    private final List<ConversationGate> gates;

    LockedConversations(
            ConversationRepository conversations,
            ConversationAccess access,
            ConversationLog log,
            MentionedMembers mentioned,
            List<ConversationGate> gates) {
        this.conversations = conversations;
        this.access = access;
        this.log = log;
        this.mentioned = mentioned;
        this.gates = gates;
    }

    /**
     * Locks a conversation until the caller's transaction ends. Who is in it is looked up behind
     * the lock.
     *
     * @throws Refusal {@code not_found} if there is none that this person is in, {@code closed} if
     *     it takes no messages of theirs any more
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public LockedConversation lock(Person member, String conversationId) {
        return writable(conversationId, found -> !found.isEnded() && access.isMember(member, found), member);
    }

    /** The same for whoever may have written in it: programs, too, which are in none. */
    @Transactional(propagation = Propagation.MANDATORY)
    public LockedConversation lockForAuthor(Person author, String conversationId) {
        return writable(conversationId, found -> !found.isEnded() && access.mayWrite(author, found), author);
    }

    /** The same for an administrator, who need not be in it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public LockedConversation lockForModeration(Person admin, String conversationId) {
        return admin.isAdmin() ? locked(conversationId, found -> true, admin) : lockForAuthor(admin, conversationId);
    }

    /**
     * The same for what the service does by itself.
     *
     * @throws Refusal {@code not_found} if there is none
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public LockedConversation lockForService(String conversationId) {
        return conversations
                .lock(conversationId)
                .map(found -> new LockedConversation(found, log, mentioned))
                .orElseThrow(() -> Refusal.notFound("There is no conversation " + conversationId + "."));
    }

    private LockedConversation writable(String conversationId, Predicate<Conversation> admits, Person person) {
        return locked(
                conversationId,
                found -> {
                    boolean isTheirs = admits.test(found);
                    if (isTheirs) {
                        found.requireNotArchived();
                    }
                    return isTheirs;
                },
                person);
    }

    private LockedConversation locked(String conversationId, Predicate<Conversation> admits, Person person) {
        Conversation locked = conversations
                .lock(conversationId)
                .filter(admits)
                .orElseThrow(() -> Refusal.notFound("There is no conversation " + conversationId + " for you."));
        gates.forEach(gate -> gate.requireNotOver(person, locked));
        return new LockedConversation(locked, log, mentioned);
    }
}
