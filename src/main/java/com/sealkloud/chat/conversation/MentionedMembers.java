package com.sealkloud.chat.conversation;

import com.sealkloud.chat.account.Directory;
import com.sealkloud.chat.account.Person;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds whom a text mentions, when it is posted or edited. Events, notifications and the page use
 * this answer. The caller has locked the conversation.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class MentionedMembers {

    private final JdbcClient jdbc;
    private final Directory directory;
    private final UnseenMembers unseenMembers;

    MentionedMembers(JdbcClient jdbc, Directory directory, UnseenMembers unseenMembers) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.unseenMembers = unseenMembers;
    }

    /** @return their ids in the order of the text; null for nobody, as events have it */
    public @Nullable List<String> in(Conversation conversation, Mentions mentions) {
        return in(mentions, () -> of(conversation));
    }

    /** @param members asked for only if the text can have mentions */
    public @Nullable List<String> in(Mentions mentions, Supplier<List<Person>> members) {
        List<String> mentioned = mentions.of(members);
        return mentioned.isEmpty() ? null : mentioned;
    }

    /** @return those who can be mentioned: a client must not learn whom the room hides from them */
    public List<Person> of(Conversation conversation) {
        String id = conversation.conversationId();
        List<String> members = jdbc.sql("select user_id from participant where conversation_id = ?")
                .param(id)
                .query(String.class)
                .list();
        Set<String> unseen = conversation.kind() == ConversationKind.TICKET
                ? unseenMembers.of(List.of(id)).getOrDefault(id, Set.of())
                : Set.of();
        return directory.findAll(members).stream()
                .filter(person -> conversation.admits(person) && !unseen.contains(person.userId()))
                .toList();
    }
}
