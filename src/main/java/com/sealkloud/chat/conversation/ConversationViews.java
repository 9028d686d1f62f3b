package com.sealkloud.chat.conversation;

import com.sealkloud.chat.account.Directory;
import com.sealkloud.chat.account.Directory.Listed;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.api.Page;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.conversation.ConversationDetails.Detail;
import com.sealkloud.chat.conversation.ConversationView.MemberView;
import com.sealkloud.chat.log.ManyLogs;
import com.sealkloud.chat.log.ManyLogs.LastMessages;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Puts conversations together for the list and the page: a handful of queries for a page, however
 * many rows it has. All members are shown, and the last message as it is, so a page ends early when
 * its conversations have many members or long messages.
 */
@Component
@Transactional(readOnly = true)
public class ConversationViews {

    /** A page has one conversation at least, however many are in it. */
    static final int MOST_MEMBERS = 5_000;

    /** Of the last messages: a first page has to reach its socket within a few seconds. */
    private static final int MOST_OCTETS = 256 << 10;

    private final ConversationRepository conversations;
    private final ParticipantRepository participants;
    private final LogEntryRepository entries;
    private final ManyLogs log;
    private final ConversationAccess access;
    private final ConversationDetails details;
    private final UnseenMembers unseenMembers;
    private final Directory directory;

    ConversationViews(
            ConversationRepository conversations,
            ParticipantRepository participants,
            LogEntryRepository entries,
            ManyLogs log,
            ConversationAccess access,
            ConversationDetails details,
            UnseenMembers unseenMembers,
            Directory directory) {
        this.conversations = conversations;
        this.participants = participants;
        this.entries = entries;
        this.log = log;
        this.access = access;
        this.details = details;
        this.unseenMembers = unseenMembers;
        this.directory = directory;
    }

    /** @return the newest conversations of this person first; perhaps fewer than so many */
    public Page<ConversationView> page(Person person, @Nullable Cursor after, int limit) {
        List<Conversation> found = conversations.pageOf(
                person.userId(),
                after == null ? Cursor.END_OF_TIME : after.time(),
                after == null ? "" : after.id(),
                Limit.of(limit + 1));
        List<Conversation> few = withoutTooMany(found.subList(0, Math.min(limit, found.size())));
        LastMessages lastMessages = log.lastMessages(ids(few), MOST_OCTETS);
        List<Conversation> page = few.subList(0, lastMessages.fitting());
        String next = found.size() == page.size()
                ? null
                : Cursor.at(page.get(page.size() - 1)).encode();
        return new Page<>(
                views(
                        person,
                        page.stream()
                                .filter(conversation -> conversation.admits(person))
                                .toList(),
                        lastMessages.byConversation()),
                next);
    }

    /** @return the first of these, which have so many members together */
    private List<Conversation> withoutTooMany(List<Conversation> found) {
        Map<String, Long> counts = participants.countsOf(ids(found)).stream()
                .collect(Collectors.toMap(
                        ParticipantRepository.Count::conversationId, ParticipantRepository.Count::people));
        long members = 0;
        int taken = 0;
        while (taken < found.size()) {
            members += counts.getOrDefault(found.get(taken).conversationId(), 0L);
            if (taken > 0 && members > MOST_MEMBERS) {
                break;
            }
            taken++;
        }
        return found.subList(0, taken);
    }

    ConversationView one(Person person, String conversationId) {
        access.requireReadable(person, conversationId);
        return views(
                        person,
                        conversations.findAllById(List.of(conversationId)),
                        log.lastMessages(List.of(conversationId), MOST_OCTETS).byConversation())
                .get(0);
    }

    private static List<String> ids(List<Conversation> conversations) {
        return conversations.stream().map(Conversation::conversationId).toList();
    }

    private List<ConversationView> views(Person person, List<Conversation> page, Map<String, String> lastMessages) {
        List<String> ids = ids(page);
        Map<String, List<Participant>> participantsById =
                participants.of(ids).stream().collect(Collectors.groupingBy(Participant::conversationId));
        Map<String, Listed> people = people(participantsById.values());
        Map<String, Long> unread = entries.unread(person.userId(), ids).stream()
                .collect(Collectors.toMap(LogEntryRepository.Unread::conversationId, LogEntryRepository.Unread::count));
        Map<String, ? extends Detail> detailsById = details.of(page, person);
        Map<String, Set<String>> unseen = person.isClient() ? unseenMembers.of(ids) : Map.of();
        return page.stream()
                .map(conversation -> {
                    String id = conversation.conversationId();
                    List<Participant> members = participantsById.getOrDefault(id, List.of());
                    return new ConversationView(
                            id,
                            conversation.kind(),
                            title(conversation, person, people),
                            conversation.roomId(),
                            conversation.ticketId(),
                            detailsById.get(id),
                            members.stream()
                                    .filter(member ->
                                            !unseen.getOrDefault(id, Set.of()).contains(member.userId()))
                                    .flatMap(member -> view(member, people, person))
                                    .toList(),
                            lastMessages.get(id),
                            conversation.lastEventAt(),
                            conversation.firstSeq(),
                            conversation.lastSeq(),
                            lastReadSeq(members, person),
                            unread.getOrDefault(id, 0L),
                            conversation.isArchived() ? true : null);
                })
                .toList();
    }

    private Map<String, Listed> people(Collection<List<Participant>> participants) {
        List<String> ids = participants.stream()
                .flatMap(List::stream)
                .map(Participant::userId)
                .distinct()
                .toList();
        return directory.list(ids);
    }

    /** Clients do not learn of people who are gone. */
    private static Stream<MemberView> view(Participant member, Map<String, Listed> people, Person asker) {
        return Stream.ofNullable(people.get(member.userId()))
                .filter(listed -> listed.enabled() || !asker.isClient())
                .map(listed -> new MemberView(
                        listed.person().userId(),
                        listed.person().userName(),
                        listed.person().userRole(),
                        member.readSeqForOthers(),
                        listed.enabled() ? null : false,
                        listed.person().picture()));
    }

    private static String title(Conversation conversation, Person person, Map<String, Listed> people) {
        if (conversation.kind() != ConversationKind.DIRECT) {
            return conversation.name();
        }
        String otherId = conversation.otherThan(person.userId());
        Listed other = people.get(otherId);
        return other == null ? otherId : other.person().userName();
    }

    private static long lastReadSeq(List<Participant> members, Person person) {
        return members.stream()
                .filter(member -> member.userId().equals(person.userId()))
                .findFirst()
                .map(Participant::lastReadSeq)
                .orElse(0L);
    }

    /** A place in a list that is sorted by time and id, as an opaque string for clients. */
    public record Cursor(Instant time, String id) {

        public static final Instant END_OF_TIME = Instant.parse("9999-12-31T00:00:00Z");

        static Cursor at(Conversation conversation) {
            return new Cursor(conversation.lastEventAt(), conversation.conversationId());
        }

        public String encode() {
            return time + "_" + id;
        }

        /** @throws Refusal {@code bad_request} if it is none */
        public static Cursor ofClient(String text) {
            try {
                return decode(text);
            } catch (IllegalArgumentException e) {
                throw Refusal.badRequest("The cursor is not one of ours.");
            }
        }

        private static Cursor decode(String text) {
            int separator = text.indexOf('_');
            if (separator < 0) {
                throw new IllegalArgumentException("A cursor has two parts");
            }
            Instant time = parse(text.substring(0, separator));
            if (time.isBefore(Instant.EPOCH) || time.isAfter(END_OF_TIME)) {
                throw new IllegalArgumentException("Beyond what databases know");
            }
            String id = text.substring(separator + 1);
            if (!id.matches(Ids.PATTERN)) {
                throw new IllegalArgumentException("A cursor ends in an id");
            }
            return new Cursor(time, id);
        }

        private static Instant parse(String time) {
            try {
                return Instant.parse(time);
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException(e);
            }
        }
    }
}
