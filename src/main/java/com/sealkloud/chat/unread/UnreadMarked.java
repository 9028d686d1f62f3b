package com.sealkloud.chat.unread;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;

/**
 * A person has marked a conversation as unread. Only their own devices get it.
 *
 * @param seq the first unread message
 * @param unreadCount messages of others from it on
 */
@JsonPropertyOrder("type")
record UnreadMarked(String conversationId, long seq, long unreadCount, Instant timestamp) {

    @JsonProperty
    String type() {
        return "unread_marked";
    }
}
