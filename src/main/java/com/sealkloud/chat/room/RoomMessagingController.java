package com.sealkloud.chat.room;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.realtime.FrameBody;
import com.sealkloud.chat.session.SessionFrames;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.security.Principal;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.stereotype.Controller;

/** {@code join_room} and {@code leave_room} over STOMP. */
@Controller
class RoomMessagingController {

    private final RoomDoor door;
    private final JoinPace pace;
    private final RoomViews views;
    private final SessionFrames frames;

    RoomMessagingController(RoomDoor door, JoinPace pace, RoomViews views, SessionFrames frames) {
        this.door = door;
        this.pace = pace;
        this.views = views;
        this.frames = frames;
    }

    record RoomBody(@NotNull @Pattern(regexp = Ids.PATTERN) String roomId) {}

    @MessageMapping("/join_room")
    void join(
            @FrameBody RoomBody body,
            Principal principal,
            @Header(SimpMessageHeaderAccessor.SESSION_ID_HEADER) String sessionId) {
        Person person = Person.of(principal);
        boolean isNew = door.join(person, body.roomId());
        pace.spend(person, sessionId, body.roomId(), isNew);
        frames.answer(sessionId, views.joined(person, body.roomId()));
    }

    @MessageMapping("/leave_room")
    void leave(@FrameBody RoomBody body, Principal principal) {
        door.leave(Person.of(principal), body.roomId());
    }
}
