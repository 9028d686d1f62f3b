package com.sealkloud.chat.conversation;

import com.sealkloud.chat.outbox.Outbox;
import com.sealkloud.chat.outbox.Publication;
import com.sealkloud.chat.outbox.Publications;
import com.sealkloud.chat.outbox.Publications.Unlogged;
import com.sealkloud.chat.outbox.UnloggedEvents;
import com.sealkloud.chat.outbox.UnpublishedMark;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.data.domain.Limit;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import tools.jackson.databind.json.JsonMapper;

/**
 * Has read marks published. They stand in their participant's row, which says whether they were.
 */
@Component
class ReadMarks implements UnloggedEvents {

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

    @TransactionalEventListener
    void committed(ReadMoved moved) {
        outbox.getObject().publish(moved.mark(), publicationOf(moved));
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
        Conversation conversation = conversations
                .findById(moved.conversationId())
                .orElseThrow(() -> new IllegalStateException("Read in no conversation: " + moved.conversationId()));
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
