package com.sealkloud.chat.retention;

import com.sealkloud.chat.account.Directory;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.conversation.Conversation;
import com.sealkloud.chat.conversation.ConversationKind;
import com.sealkloud.chat.conversation.ConversationRepository;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What conversations are called for somebody who is in none of them. */
@Component
class ConversationTitles {

    private final ConversationRepository conversations;
    private final Directory directory;

    ConversationTitles(ConversationRepository conversations, Directory directory) {
        this.conversations = conversations;
        this.directory = directory;
    }

    /** @return by the id of the conversation the name of the room, or of both people */
    Map<String, String> of(Collection<String> conversationIds) {
        List<Conversation> found = conversations.findAllById(conversationIds);
        Set<String> userIds = found.stream()
                .flatMap(conversation -> conversation.people().stream())
                .collect(Collectors.toSet());
        Map<String, Person> people = directory.findAllEvenDisabled(userIds).stream()
                .collect(Collectors.toMap(Person::userId, Function.identity()));
        return found.stream().collect(Collectors.toMap(Conversation::conversationId, each -> title(each, people)));
    }

    private static String title(Conversation conversation, Map<String, Person> people) {
        return conversation.kind() != ConversationKind.DIRECT
                ? conversation.name()
                : conversation.people().stream()
                        .map(id -> people.containsKey(id) ? people.get(id).userName() : id)
                        .collect(Collectors.joining(", "));
    }
}
