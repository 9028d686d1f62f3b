package com.sealkloud.chat.room;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.sealkloud.chat.conversation.ConversationDetails.Detail;
import com.sealkloud.chat.conversation.ConversationKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A room as staff and ticket services see it.
 *
 * @param member whether the asker is in it
 * @param archived true of one that is read-only and left out of lists; absent otherwise
 * @param members left out in lists
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RoomView(
        String roomId,
        String conversationId,
        String name,
        ConversationKind kind,
        @Nullable String ticketId,
        @Nullable Detail ticket,
        long lastSeq,
        boolean member,
        int memberCount,
        @Nullable Boolean archived,
        @Nullable List<RoomMember> members) {}
