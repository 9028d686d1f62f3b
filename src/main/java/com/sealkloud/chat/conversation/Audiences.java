package com.sealkloud.chat.conversation;

import com.sealkloud.chat.account.Directory;
import com.sealkloud.chat.account.Person;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * For features that reach people outside of a conversation: who belongs to it, what was said, how much of it all is unread.
 * The number of queries does not depend on how many conversations, messages or people are asked for.
 */
@Component
@Transactional(readOnly = true)
public class Audiences {

    private final ConversationRepository conversations;
    private final ParticipantRepository participants;
    private final LogEntryRepository entries;
    private final ConversationAccess access;
    private final Directory directory;
    private final JsonMapper json;

    Audiences(
            ConversationRepository conversations,
            ParticipantRepository participants,
            LogEntryRepository entries,
            ConversationAccess access,
            Directory directory,
            JsonMapper json) {
        this.conversations = conversations;
        this.participants = participants;
        this.entries = entries;
        this.access = access;
        this.directory = directory;
        this.json = json;
    }

    /** @return by the id of the conversation; conversations that do not exist are left out */
    public Map<String, Audience> of(Collection<String> conversationIds) {
        if (conversationIds.isEmpty()) {
            return Map.of();
        }
        Map<String, List<Participant>> members =
                participants.of(conversationIds).stream().collect(Collectors.groupingBy(Participant::conversationId));
        Map<String, Person> people = people(members.values());
        return conversations.findAllById(conversationIds).stream()
                .map(conversation ->
                        audience(conversation, members.getOrDefault(conversation.conversationId(), List.of()), people))
                .collect(Collectors.toMap(Audience::conversationId, Function.identity()));
    }

    private Map<String, Person> people(Collection<List<Participant>> members) {
        List<String> userIds = members.stream()
                .flatMap(List::stream)
                .map(Participant::userId)
                .distinct()
                .toList();
        return directory.findAll(userIds).stream().collect(Collectors.toMap(Person::userId, Function.identity()));
    }

    private static Audience audience(Conversation conversation, List<Participant> members, Map<String, Person> people) {
        Map<String, Person> admitted = new LinkedHashMap<>();
        Map<String, Long> readSeqs = new LinkedHashMap<>();
        for (Participant member : members) {
            Person person = people.get(member.userId());
            if (person != null && conversation.admits(person)) {
                admitted.put(person.userId(), person);
                readSeqs.put(person.userId(), member.lastReadSeq());
            }
        }
        return new Audience(
                conversation.conversationId(), conversation.kind(), conversation.name(), admitted, readSeqs);
    }

    /** Names one event of the log. */
    public record Position(String conversationId, long seq) {}

    /** @return what was said at these positions; positions of other events, or of none, are left out */
    public Map<Position, ChatMessage> messages(Collection<Position> positions) {
        if (positions.isEmpty()) {
            return Map.of();
        }
        return entries
                .findByIdIn(positions.stream()
                        .map(position -> new LogEntryId(position.conversationId(), position.seq()))
                        .toList())
                .stream()
                .filter(entry -> entry.messageId() != null)
                .collect(Collectors.toMap(
                        entry -> new Position(entry.conversationId(), entry.seq()),
                        entry -> Publications.messageOf(entry, json)));
    }

    /**
     * How many messages of others each of these has not read, over all their conversations. Of one conversation no more than the
     * thousand events behind the read mark are looked at, so that a room that somebody never opens does not cost ever more.
     *
     * @return by the id of the person; those with none are left out
     */
    public Map<String, Long> unreadTotals(Collection<String> userIds) {
        return userIds.isEmpty()
                ? Map.of()
                : entries.unreadTotals(userIds).stream()
                        .collect(Collectors.toMap(
                                LogEntryRepository.UnreadTotal::userId, LogEntryRepository.UnreadTotal::count));
    }

    /** @return whether this person may read that conversation now */
    public boolean includes(Person person, String conversationId) {
        return access.isMember(person, conversationId);
    }
}
