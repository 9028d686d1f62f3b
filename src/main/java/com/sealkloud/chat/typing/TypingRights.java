package com.sealkloud.chat.typing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.sealkloud.chat.account.AccessChanged;
import com.sealkloud.chat.account.Directory;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.conversation.ConversationAccess;
import com.sealkloud.chat.conversation.RoomTopics;
import com.sealkloud.chat.conversation.UnseenMembers;
import com.sealkloud.chat.epoch.EpochChanged;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Whether a user may type to a user or a room, and where it is heard; cached, so that typing does
 * not query the database.
 */
@Component
class TypingRights {

    private record Key(String userId, TypingTarget target) {}

    private final Directory directory;
    private final ConversationAccess access;
    private final UnseenMembers unseenMembers;
    private final Cache<Key, String> destinations = Caffeine.newBuilder()
            .maximumSize(50_000)
            .expireAfterWrite(Duration.ofSeconds(30))
            .build();

    /** How often rights were forgotten. */
    private final AtomicLong forgotten = new AtomicLong();

    TypingRights(Directory directory, ConversationAccess access, UnseenMembers unseenMembers) {
        this.directory = directory;
        this.access = access;
        this.unseenMembers = unseenMembers;
    }

    @EventListener
    void forget(EpochChanged changed) {
        forgotten.incrementAndGet();
        destinations.invalidateAll();
    }

    /**
     * @return the destination where it is heard
     * @throws Refusal {@code not_found} or {@code forbidden}, as for a message to the same target
     */
    String require(Person typist, TypingTarget target) {
        Key key = new Key(typist.userId(), target);
        String known = destinations.getIfPresent(key);
        if (known != null) {
            return known;
        }
        long before = forgotten.get();
        check(typist, target);
        String destination = destination(typist, target);
        destinations.put(key, destination);
        if (forgotten.get() != before) {
            // It may have been asked for before the change, and kept after it was to be forgotten.
            destinations.invalidate(key);
        }
        return destination;
    }

    private String destination(Person typist, TypingTarget target) {
        String roomId = target.roomId();
        return roomId != null && unseenMembers.isOne(roomId, typist.userId())
                ? RoomTopics.notes(roomId)
                : target.destination();
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
        forgotten.incrementAndGet();
        destinations
                .asMap()
                .keySet()
                .removeIf(key -> key.userId().equals(changed.userId())
                        || changed.userId().equals(key.target().receiverId()));
    }
}
