package com.sealkloud.chat.conversation;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The people with whom a client shares a conversation, as far as the client sees them there. */
@Component
class Contacts {

    private final ParticipantRepository participants;
    private final ConversationRepository conversations;
    private final UnseenMembers unseenMembers;

    Contacts(ParticipantRepository participants, ConversationRepository conversations, UnseenMembers unseenMembers) {
        this.participants = participants;
        this.conversations = conversations;
        this.unseenMembers = unseenMembers;
    }

    Set<String> of(String userId) {
        Set<String> contacts = new HashSet<>(participants.contactsOf(userId));
        Map<String, Set<String>> unseen = unseenMembers.of(conversations.idsJoinedBy(userId));
        Set<String> doubtful = unseen.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
        doubtful.stream()
                .filter(otherId -> participants.sharedBy(userId, otherId).stream()
                        .allMatch(id -> unseen.getOrDefault(id, Set.of()).contains(otherId)))
                .forEach(contacts::remove);
        return contacts;
    }
}
