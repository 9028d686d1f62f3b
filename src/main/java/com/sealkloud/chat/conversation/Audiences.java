package com.sealkloud.chat.conversation;

import static com.sealkloud.chat.sql.SqlValues.texts;

import com.sealkloud.chat.account.Directory;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.log.ChatMessage;
import com.sealkloud.chat.log.EventTypes;
import com.sealkloud.chat.log.LogEntryId;
import com.sealkloud.chat.log.ManyLogs;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * For features that reach people outside of a conversation: who belongs to it, what was said, how
 * much of it all is unread. The number of queries does not depend on how many conversations,
 * messages or people are asked for.
 */
@Component
@Transactional(readOnly = true)
public class Audiences {

    private static final String MEMBERS = """
            select conversation_id, user_id, last_read_seq from participant
            where conversation_id = any(:ids) order by user_id""";

    private static final String SOME_MEMBERS = """
            select p.conversation_id, p.user_id, p.last_read_seq
            from unnest(cast(:ids as varchar array), cast(:userIds as varchar array)) as k(conversation_id, user_id)
            join participant p on p.conversation_id = k.conversation_id and p.user_id = k.user_id
            order by p.user_id""";

    private final LogRows rows;
    private final JdbcClient jdbc;
    private final ManyLogs pages;
    private final UnreadTotals unread;
    private final ConversationAccess access;
    private final Directory directory;
    private final EventTypes types;

    Audiences(
            LogRows rows,
            JdbcClient jdbc,
            ManyLogs pages,
            UnreadTotals unread,
            ConversationAccess access,
            Directory directory,
            EventTypes types) {
        this.rows = rows;
        this.jdbc = jdbc;
        this.pages = pages;
        this.unread = unread;
        this.access = access;
        this.directory = directory;
        this.types = types;
    }

    private record Member(String conversationId, String userId, long lastReadSeq) {}

    /** @return by the id of the conversation; conversations that do not exist are left out */
    public Map<String, Audience> of(Collection<String> conversationIds) {
        if (conversationIds.isEmpty()) {
            return Map.of();
        }
        return audiences(conversationIds, members(jdbc.sql(MEMBERS).param("ids", texts(conversationIds))));
    }

    /**
     * For who wants to know of a few people in conversations that may have thousands.
     *
     * @param userIds by the id of the conversation
     * @return the same, with nobody but these
     */
    public Map<String, Audience> among(Map<String, Set<String>> userIds) {
        List<String> ids = new ArrayList<>();
        List<String> ofEach = new ArrayList<>();
        userIds.forEach((conversationId, people) -> people.forEach(userId -> {
            ids.add(conversationId);
            ofEach.add(userId);
        }));
        if (ids.isEmpty()) {
            return Map.of();
        }
        return audiences(
                userIds.keySet(),
                members(jdbc.sql(SOME_MEMBERS).param("ids", texts(ids)).param("userIds", texts(ofEach))));
    }

    private static Map<String, List<Member>> members(JdbcClient.StatementSpec sql) {
        return sql
                .query((row, number) -> new Member(row.getString(1), row.getString(2), row.getLong(3)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Member::conversationId));
    }

    private Map<String, Audience> audiences(Collection<String> conversationIds, Map<String, List<Member>> members) {
        Map<String, Person> people = people(members.values());
        return rows.heads(conversationIds).values().stream()
                .map(conversation ->
                        audience(conversation, members.getOrDefault(conversation.conversationId(), List.of()), people))
                .collect(Collectors.toMap(Audience::conversationId, Function.identity()));
    }

    /**
     * @return how many members each of these has, at least as many as its audience; those without
     *     any are left out
     */
    public Map<String, Long> sizes(Collection<String> conversationIds) {
        return jdbc
                .sql("""
                        select conversation_id, count(*) from participant where conversation_id = any(:ids)
                        group by conversation_id""")
                .param("ids", texts(conversationIds))
                .query((row, number) -> Map.entry(row.getString(1), row.getLong(2)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Map<String, Person> people(Collection<List<Member>> members) {
        Set<String> userIds =
                members.stream().flatMap(List::stream).map(Member::userId).collect(Collectors.toSet());
        return directory.findAll(userIds).stream().collect(Collectors.toMap(Person::userId, Function.identity()));
    }

    private static Audience audience(Conversation conversation, List<Member> members, Map<String, Person> people) {
        Map<String, Person> admitted = new LinkedHashMap<>();
        Map<String, Long> readSeqs = new LinkedHashMap<>();
        for (Member member : members) {
            Person person = people.get(member.userId());
            if (person != null && conversation.admits(person)) {
                admitted.put(person.userId(), person);
                readSeqs.put(person.userId(), member.lastReadSeq());
            }
        }
        return new Audience(
                conversation.conversationId(), conversation.kind(), conversation.name(), admitted, readSeqs);
    }

    /**
     * @return what was said at these positions; positions of other events, or of none, are left
     *     out, and so is what was deleted
     */
    public Map<LogEntryId, ChatMessage> messages(Collection<LogEntryId> positions) {
        if (positions.isEmpty()) {
            return Map.of();
        }
        Map<LogEntryId, ChatMessage> messages = new HashMap<>();
        pages.messages(positions).forEach((id, row) -> {
            ChatMessage message = types.readMessage(row.type(), row.payload());
            if (!Boolean.TRUE.equals(message.deleted())) {
                messages.put(id, message);
            }
        });
        return messages;
    }

    /**
     * How many messages of others each of these has not read, over all their conversations, within
     * the bounds of {@link UnreadTotals}.
     *
     * @return by the id of the person; those with none are left out
     */
    public Map<String, Long> unreadTotals(Collection<String> userIds) {
        return unread.of(userIds);
    }

    /** @return whether this person may read that conversation now */
    public boolean includes(Person person, String conversationId) {
        return access.isMember(person, conversationId);
    }
}
