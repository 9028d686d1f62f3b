package com.sealkloud.chat.presence;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.conversation.ConversationView;
import java.time.Instant;
import java.util.List;

/** Answers {@code user_join}: the user, their conversations, and who is online. */
@JsonPropertyOrder("type")
record UserJoined(
        String userId,
        String userName,
        Role userRole,
        List<ConversationView> conversations,
        List<UserView> online,
        Instant timestamp) {

    static UserJoined of(Person person, List<ConversationView> conversations, List<UserView> online) {
        return new UserJoined(
                person.userId(), person.userName(), person.userRole(), conversations, online, Instant.now());
    }

    @JsonProperty
    String type() {
        return "user_joined";
    }
}
