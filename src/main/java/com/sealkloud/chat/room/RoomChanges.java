package com.sealkloud.chat.room;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import com.sealkloud.chat.audit.AuditLog;
import com.sealkloud.chat.conversation.Conversation;
import com.sealkloud.chat.conversation.ConversationKind;
import com.sealkloud.chat.conversation.ConversationRepository;
import com.sealkloud.chat.conversation.Participant;
import com.sealkloud.chat.conversation.ParticipantRepository;
import com.sealkloud.chat.log.Cause;
import com.sealkloud.chat.log.ConversationLog;
import com.sealkloud.chat.realtime.RateLimits;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What administrators change about team rooms: the name, and whether they are archived. */
@Service
class RoomChanges {

    private final ConversationRepository conversations;
    private final ParticipantRepository participants;
    private final ConversationLog log;
    private final AuditLog audit;
    private final RateLimits limits;

    RoomChanges(
            ConversationRepository conversations,
            ParticipantRepository participants,
            ConversationLog log,
            AuditLog audit,
            RateLimits limits) {
        this.conversations = conversations;
        this.participants = participants;
        this.log = log;
        this.audit = audit;
        this.limits = limits;
    }

    /**
     * @param name null to leave it
     * @param archived null to leave it
     * @throws Refusal {@code not_found}; {@code conflict} for the room of a ticket; {@code
     *     rate_limited}, because all members are told
     */
    @Transactional
    public void change(Person admin, String roomId, @Nullable String name, @Nullable Boolean archived) {
        RoomPolicy.requireMayArchive(admin);
        Conversation room = conversations
                .lock(roomId)
                .filter(found -> RoomPolicy.mayManage(admin, found))
                .orElseThrow(() -> RoomMembership.noSuchRoom(roomId));
        if (room.kind() != ConversationKind.TEAM) {
            throw new Refusal(
                    RefusalCode.CONFLICT, "The room of a ticket has the ticket's title, and is closed with it.");
        }
        Map<String, Object> before = audited(room);
        room.rename(name == null ? room.name() : name);
        room.archive(archived == null ? room.isArchived() : archived);
        Map<String, Object> after = audited(room);
        if (!before.equals(after)) {
            List<String> memberIds = memberIds(roomId);
            limits.spendForRoom(admin, memberIds.size());
            log.append(
                    room,
                    Cause.of(admin),
                    (seq, now) -> new RoomChanged(
                            roomId,
                            seq,
                            roomId,
                            room.name(),
                            room.isArchived(),
                            admin.userId(),
                            admin.userName(),
                            memberIds,
                            now));
            audit.recordBy(admin.userId(), "room.changed", "conversation:" + roomId, before, after);
        }
    }

    private static Map<String, Object> audited(Conversation room) {
        return Map.of("name", room.name(), "archived", room.isArchived());
    }

    private List<String> memberIds(String roomId) {
        return participants.of(List.of(roomId)).stream()
                .map(Participant::userId)
                .toList();
    }
}
