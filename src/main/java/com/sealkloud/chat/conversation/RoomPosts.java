package com.sealkloud.chat.conversation;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.realtime.Refusal;
import com.sealkloud.chat.realtime.RefusalCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stores what programs say in the rooms of tickets: many messages of one room in one transaction, in their order. What
 * {@link ConversationService} does for a single one, at a fraction of the price.
 */
@Service
public class RoomPosts {

    private final ConversationRepository conversations;
    private final LogEntryRepository entries;
    private final ConversationLog log;
    private final ConversationProperties properties;
    private final JsonMapper json;

    RoomPosts(
            ConversationRepository conversations,
            LogEntryRepository entries,
            ConversationLog log,
            ConversationProperties properties,
            JsonMapper json) {
        this.conversations = conversations;
        this.entries = entries;
        this.log = log;
        this.properties = properties;
        this.json = json;
    }

    /** @param request its key is the {@code clientMessageId} */
    public record RoomPost(ProgramRequest request, String content, MessageKind kind) {}

    /**
     * What has become of one post.
     *
     * @param messageId null if it was refused
     * @param refusal null if it is stored
     */
    public record Outcome(
            @Nullable String messageId, long seq, @Nullable Refusal refusal) {

        static Outcome refused(Refusal refusal) {
            return new Outcome(null, 0, refusal);
        }
    }

    private record Said(String conversationId, String messageId, long seq, String content) {}

    /**
     * @param asNotes whether they are for the room's staff alone
     * @return an outcome for each, in the same order; refusing some does not keep the others from being stored
     */
    @Transactional
    public List<Outcome> post(Person sender, String roomId, boolean asNotes, List<RoomPost> posts) {
        Optional<Conversation> found = conversations
                .lock(asNotes ? Ids.notesOf(roomId) : roomId)
                .filter(conversation ->
                        conversation.kind() == (asNotes ? ConversationKind.NOTES : ConversationKind.TICKET));
        if (found.isEmpty()) {
            return posts.stream()
                    .map(post -> Outcome.refused(RoomMembership.noSuchRoom(roomId)))
                    .toList();
        }
        Map<String, Said> said = saidBefore(sender, posts);
        List<Outcome> outcomes = new ArrayList<>();
        for (RoomPost post : posts) {
            try {
                Said stored = store(found.get(), roomId, post, said);
                outcomes.add(new Outcome(stored.messageId(), stored.seq(), null));
            } catch (Refusal refusal) {
                outcomes.add(Outcome.refused(refusal));
            }
        }
        return outcomes;
    }

    private Map<String, Said> saidBefore(Person sender, List<RoomPost> posts) {
        List<String> keys = posts.stream()
                .map(post -> post.request().key())
                .filter(Objects::nonNull)
                .toList();
        return keys.isEmpty()
                ? new HashMap<>()
                : entries.findByActorIdAndClientMessageIdIn(sender.userId(), keys).stream()
                        .collect(Collectors.toMap(
                                entry -> Objects.requireNonNull(entry.clientMessageId()),
                                entry -> said(Publications.messageOf(entry, json)),
                                (one, other) -> one,
                                HashMap::new));
    }

    private static Said said(ChatMessage message) {
        return new Said(message.conversationId(), message.messageId(), message.seq(), message.content());
    }

    private Said store(Conversation conversation, String roomId, RoomPost post, Map<String, Said> said) {
        ProgramRequest request = post.request();
        NewMessage message = NewMessage.of(post.content(), request.key(), post.kind(), properties.longestContent());
        String key = message.clientMessageId();
        Said earlier = key == null ? null : said.get(key);
        if (earlier != null) {
            if (!earlier.conversationId().equals(conversation.conversationId())
                    || !earlier.content().equals(message.content())) {
                throw new Refusal(RefusalCode.CONFLICT, "The key of this message was used for another one.");
            }
            return earlier;
        }
        Said stored = said(log.append(
                conversation,
                request.cause(),
                (seq, now) -> RoomMessage.of(conversation, roomId, request.sender(), message, seq, now)));
        if (key != null) {
            said.put(key, stored);
        }
        return stored;
    }
}
