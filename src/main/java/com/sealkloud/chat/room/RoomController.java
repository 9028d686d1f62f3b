package com.sealkloud.chat.room;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Page;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.conversation.Conversation;
import com.sealkloud.chat.conversation.ConversationKind;
import com.sealkloud.chat.realtime.ListSearches;
import com.sealkloud.chat.realtime.RateLimits;
import com.sealkloud.chat.text.VisibleLine;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Rooms over REST, for staff and for ticket services. */
@RestController
@RequestMapping("/api/v1/rooms")
class RoomController {

    /**
     * Leaves room for the prefixes of the room's and its notes' ids within the 64 characters of an
     * id.
     */
    private static final String TICKET_ID = "[A-Za-z0-9_-]{1,51}";

    private final RoomOpening opening;
    private final RoomDoor door;
    private final RoomChanges changes;
    private final RoomViews views;
    private final ListSearches searches;
    private final RateLimits limits;

    RoomController(
            RoomOpening opening,
            RoomDoor door,
            RoomChanges changes,
            RoomViews views,
            ListSearches searches,
            RateLimits limits) {
        this.opening = opening;
        this.door = door;
        this.changes = changes;
        this.views = views;
        this.searches = searches;
        this.limits = limits;
    }

    enum RoomKind {
        team(ConversationKind.TEAM),
        ticket(ConversationKind.TICKET);

        private final ConversationKind conversationKind;

        RoomKind(ConversationKind conversationKind) {
            this.conversationKind = conversationKind;
        }
    }

    record NewRoom(
            @NotNull @VisibleLine(max = 200) String name,
            @NotNull RoomKind kind,
            @Nullable @Pattern(regexp = TICKET_ID) String ticketId,
            @Nullable @Size(max = 500) List<@NotNull String> memberIds) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    RoomView open(@Valid @RequestBody NewRoom room, Principal principal) {
        Person opener = Person.of(principal);
        List<String> memberIds = Objects.requireNonNullElse(room.memberIds(), List.of());
        if (!opener.isService()) {
            limits.spendForRoom(opener, memberIds.size());
        }
        Conversation opened = switch (room.kind()) {
            case team -> opening.openTeamRoom(opener, room.name(), memberIds);
            case ticket -> opening.openTicketRoom(opener, ticketId(room), room.name(), memberIds);
        };
        return views.one(opener, opened.conversationId());
    }

    private static String ticketId(NewRoom room) {
        String ticketId = room.ticketId();
        if (ticketId == null) {
            throw Refusal.badRequest("A ticket room needs a ticketId.");
        }
        return ticketId;
    }

    @GetMapping
    Page<RoomView> list(
            Principal principal,
            @RequestParam(required = false) @Nullable RoomKind kind,
            @RequestParam(defaultValue = "false") boolean archived,
            @RequestParam(required = false) @Nullable @Size(max = 100) String q,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        String part = q == null || q.isBlank() ? null : q.strip();
        Supplier<Page<RoomView>> page = () -> views.page(
                Person.of(principal),
                kind == null ? null : kind.conversationKind,
                archived,
                part,
                Page.idOf(cursor),
                limit);
        return part == null ? page.get() : searches.one(principal, page);
    }

    record RoomPatch(
            @Nullable @VisibleLine(max = 200) String name,
            @Nullable Boolean archived) {}

    /** Renames or archives a team room, or brings it back. */
    @PatchMapping("/{roomId}")
    RoomView change(@PathVariable String roomId, @Valid @RequestBody RoomPatch patch, Principal principal) {
        Person admin = Person.of(principal);
        changes.change(admin, roomId, patch.name(), patch.archived());
        return views.one(admin, roomId);
    }

    @GetMapping("/{roomId}")
    RoomView one(@PathVariable String roomId, Principal principal) {
        return views.one(Person.of(principal), roomId);
    }

    @PutMapping("/{roomId}/members/{userId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void addMember(@PathVariable String roomId, @PathVariable String userId, Principal principal) {
        door.addMember(Person.of(principal), roomId, userId);
    }

    @DeleteMapping("/{roomId}/members/{userId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeMember(@PathVariable String roomId, @PathVariable String userId, Principal principal) {
        door.removeMember(Person.of(principal), roomId, userId);
    }
}
