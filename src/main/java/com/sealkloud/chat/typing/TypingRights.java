package com.sealkloud.chat.typing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.sealkloud.chat.account.AccessChanged;
import com.sealkloud.chat.account.Directory;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.conversation.ConversationAccess;
import java.time.Duration;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Whether a user may type to a user or a room; cached, so that typing does not query the database.
 */
@Component
class TypingRights {

    private record Key(String userId, TypingTarget target) {}

    private final Directory directory;
    private final ConversationAccess access;
    private final Cache<Key, Boolean> permitted = Caffeine.newBuilder()
            .maximumSize(50_000)
            .expireAfterWrite(Duration.ofSeconds(30))
            .build();

    TypingRights(Directory directory, ConversationAccess access) {
        this.directory = directory;
        this.access = access;
    }

    /**
     * @throws Refusal {@code not_found} or {@code forbidden}, as for a message to the same target
     */
    void require(Person typist, TypingTarget target) {
        Key key = new Key(typist.userId(), target);
        if (permitted.getIfPresent(key) == null) {
            check(typist, target);
            permitted.put(key, Boolean.TRUE);
        }
    }

    private void check(Person typist, TypingTarget target) {
        String receiverId = target.receiverId();
        if (receiverId != null) {
            Person receiver = directory
                    .find(receiverId)
                    .filter(found -> access.maySee(typist, found))
                    .orElseThrow(() -> Refusal.notFound("There is no " + receiverId + " for you."));
            if (!access.mayTalk(typist, receiver)) {
                throw Refusal.forbidden("You may not talk to " + receiverId + ".");
            }
        } else if (!access.isMemberOfRoom(typist, String.valueOf(target.roomId()))) {
            throw Refusal.notFound("There is no room " + target.roomId() + " for you.");
        }
    }

    @EventListener
    void forget(AccessChanged changed) {
        permitted
                .asMap()
                .keySet()
                .removeIf(key -> key.userId().equals(changed.userId())
                        || changed.userId().equals(key.target().receiverId()));
    }
}
