package com.sealkloud.chat.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.conversation.ConversationDetails.Detail;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as one of its members sees it.
 *
 * @param title the other person's name, or the room's
 * @param ticket of a ticket's room, from the feature that keeps it
 * @param lastMessage the last message event as JSON, null if there is none
 * @param lastEventAt when something was last written to its log, which also creating it does
 * @param firstSeq the number of the first event that is kept; behind the last one if none is
 * @param unreadCount messages of others above {@code lastReadSeq}
 * @param archived true of a room that is read-only; absent otherwise
 */
public record ConversationView(
        String conversationId,
        ConversationKind kind,
        String title,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String roomId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String ticketId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Detail ticket,
        List<MemberView> members,
        @JsonRawValue @Nullable String lastMessage,
        Instant lastEventAt,
        long firstSeq,
        long lastSeq,
        long lastReadSeq,
        long unreadCount,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean archived) {

    /**
     * A member, and how far they have read.
     *
     * @param enabled false for somebody who cannot log in, whom staff and programs see here; absent
     *     otherwise
     * @param picture the version of their picture
     */
    public record MemberView(
            String userId,
            String userName,
            Role userRole,
            long readSeq,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Boolean enabled,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String picture) {}
}
