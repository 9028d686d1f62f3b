package com.sealkloud.chat.presence;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.realtime.FrameBody;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.stereotype.Controller;

/** {@code presence} over STOMP. */
@Controller
class PresenceController {

    private final Presence presence;

    PresenceController(Presence presence) {
        this.presence = presence;
    }

    record PresenceBody(
            @NotNull Attention status,
            @NotNull Boolean visible,
            @Nullable @Pattern(regexp = Ids.PATTERN) String conversationId) {}

    @MessageMapping("/presence")
    void tell(
            @FrameBody PresenceBody body,
            Principal principal,
            @Header(SimpMessageHeaderAccessor.SESSION_ID_HEADER) String sessionId) {
        presence.tell(Person.of(principal), sessionId, body.status(), body.visible(), body.conversationId());
    }
}
