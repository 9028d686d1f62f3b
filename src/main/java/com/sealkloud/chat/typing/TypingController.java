package com.sealkloud.chat.typing;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.realtime.FrameBody;
import java.security.Principal;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.stereotype.Controller;

/** {@code typing_start} and {@code typing_stop} over STOMP. */
@Controller
class TypingController {

    private final Typing typing;

    TypingController(Typing typing) {
        this.typing = typing;
    }

    @MessageMapping("/typing_start")
    void start(
            @FrameBody TypingTarget target,
            Principal principal,
            @Header(SimpMessageHeaderAccessor.SESSION_ID_HEADER) String sessionId) {
        target.requireOne();
        typing.start(Person.of(principal), sessionId, target);
    }

    @MessageMapping("/typing_stop")
    void stop(@FrameBody TypingTarget target, Principal principal) {
        target.requireOne();
        typing.stop(Person.of(principal), target);
    }
}
