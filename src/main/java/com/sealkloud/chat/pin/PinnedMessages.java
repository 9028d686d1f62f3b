package com.sealkloud.chat.pin;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Page;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import com.sealkloud.chat.conversation.LockedConversation;
import com.sealkloud.chat.conversation.LockedConversations;
import com.sealkloud.chat.log.EventContents;
import com.sealkloud.chat.log.History;
import com.sealkloud.chat.log.History.ChosenMessages;
import com.sealkloud.chat.log.History.StoredEvent;
import com.sealkloud.chat.log.LogAccess;
import com.sealkloud.chat.log.LogEntryId;
import com.sealkloud.chat.pin.Pins.Pin;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/** Pins messages and unpins them, under the lock of the conversation, and lists pinned ones. */
@Service
@Transactional
class PinnedMessages {

    private final LockedConversations conversations;
    private final EventContents words;
    private final Pins pins;
    private final History history;
    private final LogAccess access;
    private final PinProperties properties;

    PinnedMessages(
            LockedConversations conversations,
            EventContents words,
            Pins pins,
            History history,
            LogAccess access,
            PinProperties properties) {
        this.conversations = conversations;
        this.words = words;
        this.pins = pins;
        this.history = history;
        this.access = access;
        this.properties = properties;
    }

    /**
     * What is so already brings about no event.
     *
     * @throws Refusal {@code not_found} for whoever is not in the conversation, {@code forbidden}
     *     for clients, {@code conflict} if the message was deleted or too many are pinned
     */
    public void pin(Person person, String conversationId, long seq, boolean pinned) {
        LockedConversation conversation = conversations.lock(person, conversationId);
        if (!person.isStaff()) {
            throw Refusal.forbidden("Messages are pinned by staff.");
        }
        LogEntryId id = new LogEntryId(conversationId, seq);
        ObjectNode message =
                words.ofMessage(id).orElseThrow(() -> Refusal.notFound("There is no message " + seq + "."));
        if (message.path("deleted").asBoolean(false)) {
            throw new Refusal(RefusalCode.CONFLICT, "The message was deleted.");
        }
        if (pins.has(id) == pinned) {
            return;
        }
        if (pinned && pins.countOf(conversationId) >= properties.most()) {
            throw new Refusal(RefusalCode.CONFLICT, "The conversation has too many pinned messages.");
        }
        MessagePinned event = conversation.append(
                person,
                (number, now) -> new MessagePinned(
                        conversationId,
                        number,
                        conversation.roomId(),
                        seq,
                        message.path("messageId").asString(""),
                        person.userId(),
                        pinned,
                        conversation.destinations(),
                        now));
        if (pinned) {
            pins.add(id, event.seq());
        } else {
            pins.remove(id);
        }
    }

    /**
     * @param before the event before which they were pinned
     * @return the most recently pinned first, as the timeline has them
     * @throws Refusal {@code not_found} if the conversation is not theirs to read
     */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Page<StoredEvent> of(Person reader, String conversationId, long before, int limit) {
        access.requireReadable(reader, conversationId);
        List<Pin> found = pins.before(conversationId, before, limit + 1);
        List<Pin> page = found.subList(0, Math.min(limit, found.size()));
        ChosenMessages shown = history.messages(
                reader, conversationId, page.stream().map(Pin::seq).toList());
        Long reached = shown.reached();
        if (reached != null) {
            page = page.stream().filter(pin -> reached == pin.seq()).toList();
        }
        boolean isMore = reached != null || found.size() > limit;
        return new Page<>(
                shown.messages(),
                isMore ? String.valueOf(page.get(page.size() - 1).eventSeq()) : null);
    }
}
