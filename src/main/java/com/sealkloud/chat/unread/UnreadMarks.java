package com.sealkloud.chat.unread;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.conversation.ConversationAccess;
import com.sealkloud.chat.conversation.LogEntryRepository;
import com.sealkloud.chat.conversation.LogRows;
import com.sealkloud.chat.conversation.ParticipantId;
import com.sealkloud.chat.conversation.ParticipantRepository;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts somebody's read mark back to where they want to begin again. */
@Component
class UnreadMarks {

    private final ConversationAccess access;
    private final ParticipantRepository participants;
    private final LogEntryRepository entries;
    private final LogRows rows;

    UnreadMarks(
            ConversationAccess access, ParticipantRepository participants, LogEntryRepository entries, LogRows rows) {
        this.access = access;
        this.participants = participants;
        this.entries = entries;
        this.rows = rows;
    }

    /**
     * Makes a message the first one that this person has not read. Others see no difference.
     *
     * @return how many messages of others are unread now; nothing for programs, who have no mark
     * @throws Refusal {@code not_found} if there is no such message for this person
     */
    @Transactional
    public Optional<Long> markFrom(Person reader, String conversationId, long seq) {
        access.requireReadable(reader, conversationId);
        if (!rows.isMessage(conversationId, seq)) {
            throw Refusal.notFound("There is no message " + seq + ".");
        }
        return participants
                .lock(new ParticipantId(conversationId, reader.userId()))
                .map(participant -> {
                    participant.markUnreadFrom(seq);
                    return entries.unread(reader.userId(), List.of(conversationId)).stream()
                            .mapToLong(LogEntryRepository.Unread::count)
                            .sum();
                });
    }
}
