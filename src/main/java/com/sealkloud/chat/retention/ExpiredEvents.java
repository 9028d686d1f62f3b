package com.sealkloud.chat.retention;

import com.sealkloud.chat.change.CutLogs;
import com.sealkloud.chat.conversation.ConversationKind;
import com.sealkloud.chat.conversation.LockedConversation;
import com.sealkloud.chat.conversation.LockedConversations;
import com.sealkloud.chat.log.LogBeginnings;
import com.sealkloud.chat.log.LogBeginnings.Dated;
import com.sealkloud.chat.log.LogCut;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Cuts what is too old off one log, in small transactions under its lock, in which nobody can write
 * or set a hold.
 */
@Service
class ExpiredEvents {

    /** Bounds the transaction, during which nobody writes there. */
    private static final int AT_ONCE = 100;

    private final LockedConversations conversations;
    private final AgedLogs logs;
    private final LogBeginnings beginnings;
    private final CutLogs cuts;
    private final Holds holds;
    private final ApplicationEventPublisher listeners;

    ExpiredEvents(
            LockedConversations conversations,
            AgedLogs logs,
            LogBeginnings beginnings,
            CutLogs cuts,
            Holds holds,
            ApplicationEventPublisher listeners) {
        this.conversations = conversations;
        this.logs = logs;
        this.beginnings = beginnings;
        this.cuts = cuts;
        this.holds = holds;
        this.listeners = listeners;
    }

    /**
     * What was done.
     *
     * @param events how many are gone
     * @param firstSeq where the log begins since
     * @param destinations where its events are heard
     */
    record Cut(int events, long firstSeq, Set<String> destinations) {}

    /**
     * Cuts some off. Whether the conversation is held, or its ticket open again, is asked behind
     * the lock.
     *
     * @param before for each kind the time before which nothing is kept
     */
    @Transactional
    public Cut cutSome(String conversationId, Map<ConversationKind, Instant> before) {
        LockedConversation conversation = conversations.lockForService(conversationId);
        Instant time = Objects.requireNonNullElse(before.get(conversation.kind()), Instant.EPOCH);
        List<Dated> old = holds.isHeld(conversationId)
                        || logs.find(before, conversationId).isEmpty()
                ? List.of()
                : oldest(conversation, time);
        if (old.isEmpty()) {
            return new Cut(0, conversation.firstSeq(), conversation.destinationsOfDeletions());
        }
        cuts.cut(
                conversation,
                old.stream().filter(Dated::isMessage).map(Dated::seq).toList(),
                old.stream().filter(event -> !event.isMessage()).map(Dated::seq).toList(),
                old.get(old.size() - 1).seq() + 1);
        listeners.publishEvent(new LogCut(conversationId, conversation.firstSeq(), time));
        return new Cut(old.size(), conversation.firstSeq(), conversation.destinationsOfDeletions());
    }

    private List<Dated> oldest(LockedConversation conversation, Instant time) {
        return beginnings.datedFrom(conversation.conversationId(), conversation.firstSeq(), AT_ONCE).stream()
                .takeWhile(event -> event.occurredAt().isBefore(time))
                .toList();
    }
}
