package com.sealkloud.chat.transcript;

import com.sealkloud.chat.account.HiddenRoles;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.conversation.Conversation;
import com.sealkloud.chat.conversation.ConversationAccess;
import com.sealkloud.chat.conversation.ConversationKind;
import com.sealkloud.chat.log.ChatMessage;
import com.sealkloud.chat.log.EventTypes;
import com.sealkloud.chat.log.LogPages;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads all messages of a conversation from its beginning, for transcripts. Checks that the reader
 * may read it, and refuses internal notes.
 */
@Component
public class SpokenWords {

    private static final int AT_ONCE = 200;

    private final ConversationAccess access;
    private final LogPages log;
    private final EventTypes types;

    SpokenWords(ConversationAccess access, LogPages log, EventTypes types) {
        this.access = access;
        this.log = log;
        this.types = types;
    }

    /** @param title of a room; null between two people */
    public record Heading(String conversationId, @Nullable String title) {}

    /**
     * @throws Refusal {@code not_found} if it does not exist, is not for this person, or holds the
     *     notes of a room
     */
    public Heading heading(Person reader, String conversationId) {
        Conversation conversation = access.requireReadable(reader, conversationId);
        if (conversation.kind() == ConversationKind.NOTES) {
            throw Refusal.notFound("There is no conversation " + conversationId + " for you.");
        }
        return new Heading(conversationId, conversation.kind() == ConversationKind.DIRECT ? null : conversation.name());
    }

    /**
     * The next messages after a seq, oldest first; none at the end. A long transcript takes
     * minutes, so the rights are looked at for each page.
     *
     * @throws Refusal {@code not_found} if the reader may not read it any more
     */
    public List<ChatMessage> after(Person reader, Heading heading, long seq) {
        access.requireReadable(reader, heading.conversationId());
        return messages(reader, log.messagesAfter(heading.conversationId(), seq, AT_ONCE, LogPages.MOST_OCTETS));
    }

    private List<ChatMessage> messages(Person reader, LogPages.Part part) {
        return part.rows().stream()
                .map(row -> types.readMessage(
                        row.type(), reader.isClient() ? HiddenRoles.in(row.payload()) : row.payload()))
                .toList();
    }

    List<String> writtenIn(Person author) {
        return log.writtenIn(author.userId()).stream()
                .filter(id -> !Ids.isNotes(id))
                .toList();
    }

    /** The same of what somebody has written, which needs no right to the conversation. */
    List<ChatMessage> ownAfter(Person author, String conversationId, long seq) {
        return messages(author, log.messagesOf(author.userId(), conversationId, seq, AT_ONCE));
    }
}
