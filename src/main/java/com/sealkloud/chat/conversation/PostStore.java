package com.sealkloud.chat.conversation;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.conversation.Post.Admission;
import com.sealkloud.chat.conversation.Post.Outcome;
import com.sealkloud.chat.realtime.Refusal;
import com.sealkloud.chat.realtime.RefusalCode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Appends messages to the logs of their conversations: as many as come together take the statements of one. */
@Component
class PostStore {

    private final ConversationRepository conversations;
    private final ParticipantRepository participants;
    private final ConversationLog log;
    private final JdbcClient jdbc;
    private final JsonMapper json;

    PostStore(
            ConversationRepository conversations,
            ParticipantRepository participants,
            ConversationLog log,
            JdbcClient jdbc,
            JsonMapper json) {
        this.conversations = conversations;
        this.participants = participants;
        this.log = log;
        this.jdbc = jdbc;
        this.json = json;
    }

    /** How a message is recognised when it comes again. */
    private record Key(String senderId, String clientMessageId) {

        static @Nullable Key of(Post post) {
            String clientMessageId = post.message().clientMessageId();
            return clientMessageId == null ? null : new Key(post.sender().userId(), clientMessageId);
        }
    }

    private record Said(String conversationId, String content, Posted posted) {}

    /**
     * Stores each message, or finds the one that was stored before under its {@code clientMessageId}.
     *
     * @return an outcome for each, in the same order; a refusal (what {@code admission} says, or
     *     {@code conflict} if the {@code clientMessageId} stands for something else) keeps none of the
     *     others from being stored
     * @throws org.springframework.dao.DataIntegrityViolationException if one of them is being stored elsewhere at this moment
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Outcome> store(List<Post> posts, Admission admission) {
        Map<String, Conversation> locked = lock(posts);
        Set<ParticipantId> members =
                participants.existing(posts.stream().map(Post::membership).collect(Collectors.toSet()));
        Map<Key, Said> said = saidBefore(posts);
        return posts.stream()
                .map(post -> {
                    try {
                        Conversation conversation = admission.require(
                                post, locked.get(post.conversationId()), members.contains(post.membership()));
                        return Outcome.stored(store(post, conversation, said));
                    } catch (Refusal refusal) {
                        return Outcome.refused(refusal);
                    }
                })
                .toList();
    }

    private Map<String, Conversation> lock(List<Post> posts) {
        return conversations.lockAll(posts.stream().map(Post::conversationId).collect(Collectors.toSet())).stream()
                .collect(Collectors.toMap(Conversation::conversationId, Function.identity()));
    }

    private Map<Key, Said> saidBefore(List<Post> posts) {
        Map<Key, Said> said = new HashMap<>();
        List<Object[]> keys = posts.stream()
                .map(Key::of)
                .filter(Objects::nonNull)
                .map(key -> new Object[] {key.senderId(), key.clientMessageId()})
                .toList();
        if (!keys.isEmpty()) {
            jdbc.sql("""
                            select actor_id, client_message_id, conversation_id, message_id, seq, payload
                            from log_entry where (actor_id, client_message_id) in (:keys)""")
                    .param("keys", keys)
                    .query((row, number) -> {
                        String payload = row.getString("payload");
                        return said.put(
                                new Key(row.getString("actor_id"), row.getString("client_message_id")),
                                new Said(
                                        row.getString("conversation_id"),
                                        json.readTree(payload).path("content").asString(""),
                                        new Posted(row.getString("message_id"), row.getLong("seq"), payload, false)));
                    })
                    .list();
        }
        return said;
    }

    private Posted store(Post post, Conversation conversation, Map<Key, Said> said) {
        Key key = Key.of(post);
        Said earlier = key == null ? null : said.get(key);
        if (earlier != null) {
            return requireSame(post, earlier);
        }
        ChatMessage message =
                log.append(conversation, post.cause(), (seq, now) -> message(post, conversation, seq, now));
        Posted posted = new Posted(message.messageId(), message.seq(), json.writeValueAsString(message), true);
        if (key != null) {
            said.put(key, new Said(post.conversationId(), message.content(), posted.again()));
        }
        return posted;
    }

    private static Posted requireSame(Post post, Said earlier) {
        if (!earlier.conversationId().equals(post.conversationId())
                || !earlier.content().equals(post.message().content())) {
            throw new Refusal(
                    RefusalCode.CONFLICT,
                    "The clientMessageId " + post.message().clientMessageId() + " was used for another message.");
        }
        return earlier.posted();
    }

    private static ChatMessage message(Post post, Conversation conversation, long seq, Instant now) {
        Person sender = post.sender();
        NewMessage message = post.message();
        String roomId = conversation.roomId();
        return roomId != null
                ? RoomMessage.of(conversation, roomId, sender, message, seq, now)
                : new DirectMessage(
                        Ids.next(),
                        conversation.conversationId(),
                        seq,
                        sender.userId(),
                        sender.userName(),
                        sender.userRole(),
                        conversation.otherThan(sender.userId()),
                        message.content(),
                        message.clientMessageId(),
                        now);
    }
}
