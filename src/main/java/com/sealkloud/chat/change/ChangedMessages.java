package com.sealkloud.chat.change;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import com.sealkloud.chat.audit.AuditLog;
import com.sealkloud.chat.change.MessageDeleted.Reason;
import com.sealkloud.chat.conversation.LockedConversation;
import com.sealkloud.chat.conversation.LockedConversations;
import com.sealkloud.chat.conversation.Mentions;
import com.sealkloud.chat.log.Cause;
import com.sealkloud.chat.log.EventContents;
import com.sealkloud.chat.log.LogEntryId;
import com.sealkloud.chat.message.ConversationProperties;
import com.sealkloud.chat.text.Characters;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Edits and deletes messages, and puts reactions on them. Each is done under the lock of the
 * conversation, together with the event that tells of it; what is so already brings about none.
 */
@Service
@Transactional
public class ChangedMessages {

    private final LockedConversations conversations;
    private final EventContents words;
    private final Revisions revisions;
    private final Reactions reactions;
    private final TakenMessages taken;
    private final EmojiList emojiList;
    private final ChangePolicy policy;
    private final ChangeProperties properties;
    private final ConversationProperties limits;
    private final AuditLog audit;
    private final JsonMapper json;

    ChangedMessages(
            LockedConversations conversations,
            EventContents words,
            Revisions revisions,
            Reactions reactions,
            TakenMessages taken,
            EmojiList emojiList,
            ChangePolicy policy,
            ChangeProperties properties,
            ConversationProperties limits,
            AuditLog audit,
            JsonMapper json) {
        this.conversations = conversations;
        this.words = words;
        this.revisions = revisions;
        this.reactions = reactions;
        this.taken = taken;
        this.emojiList = emojiList;
        this.policy = policy;
        this.properties = properties;
        this.limits = limits;
        this.audit = audit;
        this.json = json;
    }

    /**
     * @param seen the revision that the author has before their eyes
     * @return the message as it is now
     * @throws Refusal {@code conflict} if there is another one by now that says something else,
     *     {@code forbidden} if the author may not change it, or not again
     */
    public ObjectNode edit(Person author, String conversationId, long seq, String content, int seen) {
        return edit(author, Cause.of(author), conversationId, seq, content, seen);
    }

    /** The same, of which the event says why it came about. */
    public ObjectNode edit(Person author, Cause cause, String conversationId, long seq, String content, int seen) {
        if (Characters.length(content) > limits.longestContent()) {
            throw new Refusal(
                    RefusalCode.TOO_LARGE, "content is longer than " + limits.longestContent() + " characters.");
        }
        Mentions named = Mentions.in(content);
        LockedConversation conversation = conversations.lockForAuthor(author, conversationId);
        Message message = require(conversationId, seq);
        policy.requireMayEdit(author, message);
        if (message.content().equals(content)) {
            return message.event();
        }
        if (message.revision() != seen) {
            throw new Refusal(RefusalCode.CONFLICT, "The message was edited meanwhile.");
        }
        if (message.revision() >= properties.mostRevisions()) {
            throw Refusal.forbidden("The message was edited too many times.");
        }
        int revision = seen + 1;
        List<String> mentions = conversation.mentionedIn(named);
        MessageEdited edited = conversation.append(
                cause,
                (number, now) -> new MessageEdited(
                        conversationId,
                        number,
                        conversation.roomId(),
                        seq,
                        message.messageId(),
                        author.userId(),
                        content,
                        revision,
                        mentions,
                        without(message.mentions(), mentions),
                        null,
                        null,
                        conversation.destinations(),
                        now));
        revisions.supersede(message.id());
        revisions.add(message.id(), revision, edited.seq());
        ObjectNode event = message.event()
                .put("content", content)
                .put("revision", revision)
                .put("editedAt", edited.timestamp().toString());
        if (mentions == null) {
            event.remove("mentions");
        } else {
            event.set("mentions", json.valueToTree(mentions));
        }
        words.replace(message.id(), event);
        return event;
    }

    /** @return what is new; null if nothing is */
    private static @Nullable List<String> without(List<String> before, @Nullable List<String> now) {
        List<String> added = now == null
                ? List.of()
                : now.stream().filter(one -> !before.contains(one)).toList();
        return added.isEmpty() ? null : added;
    }

    /** Takes away the words, also those of all revisions, and the reactions. */
    public void delete(Person person, String conversationId, long seq) {
        delete(person, Cause.of(person), conversationId, seq);
    }

    /** The same, of which the event says why it came about. */
    public void delete(Person person, Cause cause, String conversationId, long seq) {
        LockedConversation conversation = conversations.lockForModeration(person, conversationId);
        Message message = require(conversationId, seq);
        Reason reason = policy.requireMayDelete(person, message);
        if (message.isDeleted()) {
            return;
        }
        taken.take(conversationId, List.of(message));
        conversation.append(
                cause,
                (number, now) -> new MessageDeleted(
                        conversationId,
                        number,
                        conversation.roomId(),
                        seq,
                        message.messageId(),
                        person.userId(),
                        reason,
                        conversation.destinationsOfDeletions(),
                        now));
        if (reason == Reason.MODERATION) {
            audit.recordBy(
                    person.userId(),
                    "message.deleted",
                    "conversation:" + conversationId,
                    null,
                    Map.of("seq", String.valueOf(seq)));
        }
    }

    /** @param present whether the emoji is to be there */
    public void react(Person person, String conversationId, long seq, String text, boolean present) {
        String emoji = emojiList.require(text);
        LockedConversation conversation = conversations.lock(person, conversationId);
        Message message = require(conversationId, seq);
        policy.requirePresent(message);
        if (!reactions.change(message.id(), emoji, person.userId(), present)) {
            return;
        }
        conversation.append(
                person,
                (number, now) -> new MessageReaction(
                        conversationId,
                        number,
                        conversation.roomId(),
                        seq,
                        message.messageId(),
                        person.userId(),
                        emoji,
                        present,
                        person.userId(),
                        person.userName(),
                        conversation.destinations(),
                        now));
    }

    private Message require(String conversationId, long seq) {
        LogEntryId id = new LogEntryId(conversationId, seq);
        return words.ofMessage(id)
                .map(event -> new Message(id, event))
                .orElseThrow(() -> Refusal.notFound("There is no message " + seq + "."));
    }
}
