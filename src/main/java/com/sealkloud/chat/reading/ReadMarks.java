package com.sealkloud.chat.reading;

import static com.sealkloud.chat.sql.SqlValues.texts;

import com.sealkloud.chat.conversation.Conversation;
import com.sealkloud.chat.conversation.ConversationKind;
import com.sealkloud.chat.conversation.ConversationRepository;
import com.sealkloud.chat.conversation.ParticipantId;
import com.sealkloud.chat.conversation.ParticipantRepository;
import com.sealkloud.chat.conversation.RoomTopics;
import com.sealkloud.chat.conversation.UnseenMembers;
import com.sealkloud.chat.lifecycle.DatabaseOutages;
import com.sealkloud.chat.outbox.Outbox;
import com.sealkloud.chat.outbox.Publication;
import com.sealkloud.chat.outbox.Publications;
import com.sealkloud.chat.outbox.Publications.Unlogged;
import com.sealkloud.chat.outbox.UnloggedEvents;
import com.sealkloud.chat.outbox.UnpublishedMark;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.data.domain.Limit;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Has read marks published. They stand in their participant's row, which says whether they were.
 */
@Component
class ReadMarks implements UnloggedEvents {

    private static final Logger log = LoggerFactory.getLogger(ReadMarks.class);

    private static final String ROUTING_KEY = "message.read";

    private final ConversationRepository conversations;
    private final ParticipantRepository participants;
    private final ObjectProvider<Outbox> outbox;
    private final Publications publications;
    private final UnseenMembers unseenMembers;
    private final JdbcTemplate jdbc;
    private final JsonMapper json;
    private final Clock clock;

    ReadMarks(
            ConversationRepository conversations,
            ParticipantRepository participants,
            ObjectProvider<Outbox> outbox,
            Publications publications,
            UnseenMembers unseenMembers,
            JdbcTemplate jdbc,
            JsonMapper json,
            Clock clock) {
        this.conversations = conversations;
        this.participants = participants;
        this.outbox = outbox;
        this.publications = publications;
        this.unseenMembers = unseenMembers;
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    void publish(ReadMoved moved) {
        outbox.getObject().publish(moved.mark(), publicationOf(moved));
    }

    /** As far as they are unpublished: a reader may have gone back to what is unread. */
    void publishNewest(Collection<ParticipantId> readers) {
        if (readers.isEmpty()) {
            return;
        }
        try {
            List<ReadMoved> newest = newestOf(readers);
            Map<String, Conversation> byId =
                    conversations
                            .findAllById(newest.stream()
                                    .map(ReadMoved::conversationId)
                                    .collect(Collectors.toSet()))
                            .stream()
                            .collect(Collectors.toMap(Conversation::conversationId, Function.identity()));
            newest.stream()
                    .filter(moved -> byId.containsKey(moved.conversationId()))
                    .forEach(moved -> outbox.getObject()
                            .publish(
                                    moved.mark(),
                                    publicationOf(moved, Objects.requireNonNull(byId.get(moved.conversationId())))));
        } catch (RuntimeException e) {
            log.atLevel(DatabaseOutages.level(e)).log("Read marks are left to the next sweep: {}", e.getMessage());
        }
    }

    private List<ReadMoved> newestOf(Collection<ParticipantId> readers) {
        return jdbc.query(
                """
                select p.conversation_id, p.user_id, p.last_read_seq, p.read_at
                from unnest(cast(? as varchar array), cast(? as varchar array)) as k(conversation_id, user_id)
                join participant p on p.conversation_id = k.conversation_id and p.user_id = k.user_id
                where not p.read_published""",
                (row, number) -> new ReadMoved(
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getObject(4, OffsetDateTime.class).toInstant()),
                texts(readers.stream().map(ParticipantId::conversationId).toList()),
                texts(readers.stream().map(ParticipantId::userId).toList()));
    }

    @Override
    public List<Unpublished> unpublished(Instant before, int limit) {
        return participants.withUnpublishedRead(before, Limit.of(limit)).stream()
                .map(participant -> new ReadMoved(
                        participant.conversationId(), participant.userId(), participant.lastReadSeq(), clock.instant()))
                .map(moved -> new Unpublished(moved.mark(), () -> publicationOf(moved)))
                .toList();
    }

    Publication publicationOf(ReadMoved moved) {
        return conversations
                .findById(moved.conversationId())
                .map(conversation -> publicationOf(moved, conversation))
                .orElseThrow(() -> new IllegalStateException("Read in no conversation: " + moved.conversationId()));
    }

    private Publication publicationOf(ReadMoved moved, Conversation conversation) {
        return publications.of(new Unlogged(
                moved.conversationId() + "-" + moved.userId() + "-" + moved.readSeq(),
                ROUTING_KEY,
                moved.timestamp(),
                moved.conversationId(),
                conversation.roomId(),
                moved.userId(),
                destinations(conversation, moved.userId()),
                json.writeValueAsString(moved)));
    }

    private Set<String> destinations(Conversation conversation, String userId) {
        String conversationId = conversation.conversationId();
        return conversation.kind() == ConversationKind.TICKET && unseenMembers.isOne(conversationId, userId)
                ? Set.of(RoomTopics.notes(conversationId))
                : conversation.destinations();
    }

    @Override
    public void published(Collection<UnpublishedMark> marks) {
        jdbc.batchUpdate(
                """
                update participant set read_published = true
                where conversation_id = ? and user_id = ? and last_read_seq = ?""",
                marks.stream()
                        .filter(ReadMark.class::isInstance)
                        .map(ReadMark.class::cast)
                        .map(read -> new Object[] {read.conversationId(), read.userId(), read.readSeq()})
                        .toList());
    }
}
