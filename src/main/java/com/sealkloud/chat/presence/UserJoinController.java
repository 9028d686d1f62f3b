package com.sealkloud.chat.presence;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.conversation.ConversationViews;
import com.sealkloud.chat.epoch.Epoch;
import com.sealkloud.chat.realtime.FrameBody;
import com.sealkloud.chat.session.SessionFrames;
import java.security.Principal;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.stereotype.Controller;

/** {@code user_join} over STOMP: everything a client needs for its first page, in one answer. */
@Controller
class UserJoinController {

    /** The rest is available over REST, in pages. */
    private static final int MOST_CONVERSATIONS = 100;

    private final ConversationViews conversations;
    private final UserViews users;
    private final SessionFrames frames;
    private final Epoch epoch;

    UserJoinController(ConversationViews conversations, UserViews users, SessionFrames frames, Epoch epoch) {
        this.conversations = conversations;
        this.users = users;
        this.frames = frames;
        this.epoch = epoch;
    }

    record JoinBody() {}

    @MessageMapping("/user_join")
    void join(
            @FrameBody JoinBody body,
            Principal principal,
            @Header(SimpMessageHeaderAccessor.SESSION_ID_HEADER) String sessionId) {
        Person person = Person.of(principal);
        // Before all else: what is read after a restore must not seem to be of the former state.
        String asOf = epoch.look();
        frames.answer(
                sessionId,
                UserJoined.of(
                        person, conversations.page(person, null, MOST_CONVERSATIONS), users.onlineFor(person), asOf));
    }
}
