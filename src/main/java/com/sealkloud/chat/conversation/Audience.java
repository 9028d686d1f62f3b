package com.sealkloud.chat.conversation;

import com.sealkloud.chat.account.Person;
import java.util.Map;

/**
 * Who may hear what is said in a conversation at this moment.
 *
 * @param name of a room; empty for a direct conversation
 * @param people by {@code userId}: members with an enabled account whose role the conversation
 *     admits
 * @param readSeqs how far each of them has read, by {@code userId}
 */
public record Audience(
        String conversationId,
        ConversationKind kind,
        String name,
        Map<String, Person> people,
        Map<String, Long> readSeqs) {

    /** @return whether this is one of its people who has not read as far */
    public boolean hasUnread(String userId, long seq) {
        return people.containsKey(userId) && readSeqs.getOrDefault(userId, 0L) < seq;
    }
}
