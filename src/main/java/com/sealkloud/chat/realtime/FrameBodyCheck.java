package com.sealkloud.chat.realtime;

import com.sealkloud.chat.api.Refusal;
import java.security.Principal;
import tools.jackson.databind.JsonNode;

/** A feature's check of the body of every SEND, before it is bound. */
public interface FrameBodyCheck {

    /** @throws Refusal if this user must not send such a body */
    void check(JsonNode body, Principal sender);
}
