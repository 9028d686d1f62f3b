package com.sealkloud.chat.message;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import com.sealkloud.chat.conversation.Conversation;
import com.sealkloud.chat.conversation.ConversationKind;
import com.sealkloud.chat.conversation.LogRows;
import com.sealkloud.chat.conversation.MentionedMembers;
import com.sealkloud.chat.conversation.ParticipantId;
import com.sealkloud.chat.log.Attachment;
import com.sealkloud.chat.log.ChatMessage;
import com.sealkloud.chat.log.ConversationLog;
import com.sealkloud.chat.log.ConversationLog.Numbered;
import com.sealkloud.chat.log.LogEntry;
import com.sealkloud.chat.message.Post.Outcome;
import com.sealkloud.chat.message.Post.PostingRule;
import com.sealkloud.chat.message.PostRows.ClientId;
import com.sealkloud.chat.message.PostRows.Known;
import com.sealkloud.chat.message.PostRows.Stored;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Appends messages to the logs of their conversations: as many as come together take the statements
 * of one.
 */
@Component
public class PostStore {

    private final ConversationLog log;
    private final LogRows logs;
    private final PostRows rows;
    private final List<PostGate> gates;
    private final PostedFiles files;
    private final MentionedMembers mentioned;
    private final JsonMapper json;

    PostStore(
            ConversationLog log,
            LogRows logs,
            PostRows rows,
            List<PostGate> gates,
            PostedFiles files,
            MentionedMembers mentioned,
            JsonMapper json) {
        this.log = log;
        this.logs = logs;
        this.rows = rows;
        this.gates = gates;
        this.files = files;
        this.mentioned = mentioned;
        this.json = json;
    }

    /**
     * Stores each message, or finds the one that was stored before under its {@code
     * clientMessageId}.
     *
     * @return an outcome for each, in the same order; a refusal (what {@code rule} says, or
     *     {@code conflict} if the {@code clientMessageId} stands for something else) keeps none of
     *     the others from being stored
     * @throws org.springframework.dao.DataIntegrityViolationException if one of them is being
     *     stored elsewhere at this moment
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Outcome> store(List<Post> posts, PostingRule rule) {
        Batch batch = new Batch(posts, rule);
        List<Outcome> outcomes = posts.stream().map(batch::add).toList();
        batch.write();
        return outcomes;
    }

    private static @Nullable ClientId clientIdOf(Post post) {
        String clientMessageId = post.message().clientMessageId();
        return clientMessageId == null ? null : new ClientId(post.sender().userId(), clientMessageId);
    }

    /** Messages on their way into the log, with all that has to be known for it. */
    private final class Batch {

        private final PostingRule rule;
        private final Map<String, Conversation> locked;
        private final Set<ParticipantId> members;
        private final Map<ClientId, Stored> said;
        private final Map<PostGate, Set<Post>> closed;
        private final Map<String, List<Person>> mentionable = new HashMap<>();
        private final List<LogEntry> entries = new ArrayList<>();
        private final Set<Conversation> heads = new LinkedHashSet<>();

        /**
         * Who is a member is asked once the logs are locked: somebody who is being removed does not
         * get in between.
         */
        Batch(List<Post> posts, PostingRule rule) {
            this.rule = rule;
            this.locked = logs.lock(posts.stream().map(Post::conversationId).toList());
            Known known = rows.known(posts);
            this.members = known.members();
            this.said = known.said();
            this.closed = gates.stream()
                    .collect(Collectors.toMap(Function.identity(), gate -> new HashSet<>(gate.closedTo(posts))));
        }

        Outcome add(Post post) {
            try {
                Conversation conversation =
                        rule.require(post, locked.get(post.conversationId()), members.contains(post.membership()));
                ClientId clientId = clientIdOf(post);
                Stored earlier = clientId == null ? null : said.get(clientId);
                return Outcome.stored(
                        earlier == null
                                ? append(post, opened(post, conversation), clientId)
                                : requireSame(post, earlier));
            } catch (Refusal refusal) {
                return Outcome.refused(refusal);
            }
        }

        /** @return the head of the log as it is once the gates have opened for the post */
        private Conversation opened(Post post, Conversation conversation) {
            String id = conversation.conversationId();
            List<PostGate> shut = gates.stream()
                    .filter(gate -> closed.getOrDefault(gate, Set.of()).contains(post))
                    .toList();
            if (shut.isEmpty()) {
                return conversation;
            }
            // A gate appends through JPA, which must see what this batch has numbered so far.
            write();
            shut.forEach(gate -> gate.open(post));
            closed.values()
                    .forEach(posts ->
                            posts.removeIf(other -> other.conversationId().equals(id)));
            Conversation open = Objects.requireNonNull(logs.lock(List.of(id)).get(id));
            locked.put(id, open);
            mentionable.remove(id);
            return open;
        }

        private Posted append(Post post, Conversation conversation, @Nullable ClientId clientId) {
            requireReplyable(post, conversation);
            List<Attachment> attachments =
                    post.message().attachmentIds().isEmpty() ? null : files.claim(post, conversation.lastSeq() + 1);
            List<String> mentions = mentioned.in(
                    post.mentions(),
                    () -> mentionable.computeIfAbsent(conversation.conversationId(), id -> mentioned.of(conversation)));
            Numbered<ChatMessage> numbered = log.number(
                    conversation,
                    post.cause(),
                    (seq, now) -> message(post, conversation, attachments, mentions, seq, now));
            ChatMessage message = numbered.event();
            String payload = numbered.payload();
            entries.add(numbered.entry());
            heads.add(conversation);
            if (clientId != null) {
                said.put(
                        clientId,
                        new Stored(
                                clientId, post.conversationId(), message.messageId(), message.seq(), payload, payload));
            }
            return new Posted(message.messageId(), message.seq(), payload, true);
        }

        /**
         * A reply from the notes of a room may point into the room, and never the other way:
         * whoever is in the room would learn of a note.
         */
        private void requireReplyable(Post post, Conversation conversation) {
            MessageRef target = post.message().replyTo();
            if (target == null) {
                return;
            }
            if (!target.conversationId().equals(conversation.conversationId())
                    && !(conversation.kind() == ConversationKind.NOTES
                            && target.conversationId().equals(conversation.roomId()))) {
                throw Refusal.badRequest("replyTo must name a message of the same conversation.");
            }
            if (!logs.isMessage(target.conversationId(), target.seq())) {
                throw Refusal.notFound("There is no message " + target.seq() + " to reply to.");
            }
        }

        private Posted requireSame(Post post, Stored earlier) {
            if (!earlier.conversationId().equals(post.conversationId()) || !saysTheSame(post, earlier)) {
                throw new Refusal(
                        RefusalCode.CONFLICT,
                        "The clientMessageId " + post.message().clientMessageId() + " was used for another message.");
            }
            return new Posted(earlier.messageId(), earlier.seq(), earlier.payload(), false);
        }

        /** Nobody can say any more what a deleted or an unreadable one said. */
        private boolean saysTheSame(Post post, Stored earlier) {
            JsonNode said = json.readTree(earlier.first());
            return said.path("deleted").asBoolean(false)
                    || said.path("unreadable").asBoolean(false)
                    || said.path("content").asString("").equals(post.message().content())
                            && said.path("attachments")
                                    .valueStream()
                                    .map(file -> file.path("attachmentId").asString(""))
                                    .toList()
                                    .equals(post.message().attachmentIds());
        }

        void write() {
            rows.append(entries, heads);
            entries.clear();
            heads.clear();
        }
    }

    private static ChatMessage message(
            Post post,
            Conversation conversation,
            @Nullable List<Attachment> attachments,
            @Nullable List<String> mentions,
            long seq,
            Instant now) {
        Person sender = post.sender();
        NewMessage message = post.message();
        String roomId = conversation.roomId();
        return roomId != null
                ? RoomMessage.of(conversation, roomId, sender, message, attachments, mentions, seq, now)
                : DirectMessage.of(conversation, sender, message, attachments, mentions, seq, now);
    }
}
