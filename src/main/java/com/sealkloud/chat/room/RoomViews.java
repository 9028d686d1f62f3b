package com.sealkloud.chat.room;

import com.sealkloud.chat.account.Directory;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Page;
import com.sealkloud.chat.conversation.Conversation;
import com.sealkloud.chat.conversation.ConversationDetails;
import com.sealkloud.chat.conversation.ConversationDetails.Detail;
import com.sealkloud.chat.conversation.ConversationKind;
import com.sealkloud.chat.conversation.ConversationRepository;
import com.sealkloud.chat.conversation.Participant;
import com.sealkloud.chat.conversation.ParticipantRepository;
import com.sealkloud.chat.conversation.ParticipantRepository.Count;
import com.sealkloud.chat.conversation.UnseenMembers;
import com.sealkloud.chat.text.Folding;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Lists rooms and their members. */
@Component
@Transactional(readOnly = true)
class RoomViews {

    private final ConversationRepository conversations;
    private final ParticipantRepository participants;
    private final ConversationDetails details;
    private final UnseenMembers unseenMembers;
    private final Directory directory;

    RoomViews(
            ConversationRepository conversations,
            ParticipantRepository participants,
            ConversationDetails details,
            UnseenMembers unseenMembers,
            Directory directory) {
        this.conversations = conversations;
        this.participants = participants;
        this.details = details;
        this.unseenMembers = unseenMembers;
        this.directory = directory;
    }

    /**
     * @param kind null for all that the person may know of
     * @param archived whether archived ones are wanted, for administrators, or the others
     * @param part of the name; null for any
     */
    Page<RoomView> page(
            Person person,
            @Nullable ConversationKind kind,
            boolean archived,
            @Nullable String part,
            String after,
            int limit) {
        Set<ConversationKind> kinds = RoomPolicy.requireListed(person);
        if (archived) {
            RoomPolicy.requireMayArchive(person);
        }
        if (kind != null) {
            kinds.retainAll(EnumSet.of(kind));
        }
        List<Conversation> found = part == null
                ? conversations.rooms(kinds, archived, after, Limit.of(limit + 1))
                : conversations.roomsNamed(kinds, archived, Folding.patternFor(part), after, Limit.of(limit + 1));
        List<Conversation> page = found.subList(0, Math.min(limit, found.size()));
        List<String> ids = page.stream().map(Conversation::conversationId).toList();
        Map<String, Long> counts =
                participants.countsOf(ids).stream().collect(Collectors.toMap(Count::conversationId, Count::people));
        Set<String> joined = Set.copyOf(participants.joinedBy(person.userId(), ids));
        Map<String, ? extends Detail> detailsById = details.of(page, person);
        return new Page<>(
                page.stream()
                        .map(room -> view(
                                room,
                                detailsById.get(room.conversationId()),
                                joined.contains(room.conversationId()),
                                counts.getOrDefault(room.conversationId(), 0L),
                                null))
                        .toList(),
                found.size() > limit ? page.get(limit - 1).conversationId() : null);
    }

    RoomView one(Person person, String roomId) {
        Conversation room = conversations
                .findById(roomId)
                .filter(found -> RoomPolicy.mayManage(person, found))
                .orElseThrow(() -> RoomMembership.noSuchRoom(roomId));
        List<Participant> members = participants.of(List.of(roomId));
        return view(
                room,
                details.of(List.of(room), person).get(roomId),
                members.stream().anyMatch(member -> member.userId().equals(person.userId())),
                members.size(),
                members(members, person));
    }

    RoomJoined joined(Person person, String roomId) {
        Conversation room = conversations.findById(roomId).orElseThrow(() -> RoomMembership.noSuchRoom(roomId));
        Set<String> unseen =
                person.isClient() ? unseenMembers.of(List.of(roomId)).getOrDefault(roomId, Set.of()) : Set.of();
        List<Participant> seen = participants.of(List.of(roomId)).stream()
                .filter(member -> !unseen.contains(member.userId()))
                .toList();
        return RoomJoined.of(room, members(seen, person));
    }

    /** Clients do not learn of people who are gone. */
    private List<RoomMember> members(List<Participant> members, Person person) {
        return directory.list(members.stream().map(Participant::userId).toList()).values().stream()
                .filter(listed -> listed.enabled() || !person.isClient())
                .map(RoomMember::of)
                .sorted(Comparator.comparing(RoomMember::userName))
                .toList();
    }

    private static RoomView view(
            Conversation room,
            @Nullable Detail ticket,
            boolean isJoined,
            long memberCount,
            @Nullable List<RoomMember> members) {
        return new RoomView(
                room.conversationId(),
                room.conversationId(),
                room.name(),
                room.kind(),
                room.ticketId(),
                ticket,
                room.lastSeq(),
                isJoined,
                Math.toIntExact(memberCount),
                room.isArchived() ? true : null,
                members);
    }
}
