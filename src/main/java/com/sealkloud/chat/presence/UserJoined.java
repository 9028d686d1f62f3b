package com.sealkloud.chat.presence;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.api.Page;
import com.sealkloud.chat.conversation.ConversationView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@code user_join}: the user, their conversations, and who is online.
 *
 * @param nextCursor where {@code GET /conversations} goes on; null if these are all
 * @param epoch of which state of the database this is
 */
@JsonPropertyOrder("type")
record UserJoined(
        String userId,
        String userName,
        Role userRole,
        List<ConversationView> conversations,
        @Nullable String nextCursor,
        List<UserView> online,
        String epoch,
        Instant timestamp) {

    static UserJoined of(Person person, Page<ConversationView> conversations, List<UserView> online, String epoch) {
        return new UserJoined(
                person.userId(),
                person.userName(),
                person.userRole(),
                conversations.items(),
                conversations.nextCursor(),
                online,
                epoch,
                Instant.now());
    }

    @JsonProperty
    String type() {
        return "user_joined";
    }
}
