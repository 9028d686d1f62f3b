package com.sealkloud.chat.notification;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.conversation.Audience;
import com.sealkloud.chat.log.ChatMessage;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whom a message mentions among those who hear it, found out when somebody asks: few have muted a
 * conversation. Of one thread.
 */
final class Mentioned {

    private final ChatMessage message;
    private final Audience audience;
    private @Nullable Set<String> userIds;

    Mentioned(ChatMessage message, Audience audience) {
        this.message = message;
        this.audience = audience;
    }

    boolean includes(Person person) {
        if (userIds == null) {
            userIds = Mentions.in(message.content(), audience.people().values());
        }
        return userIds.contains(person.userId());
    }
}
