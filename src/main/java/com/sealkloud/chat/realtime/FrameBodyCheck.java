package com.sealkloud.chat.realtime;

import com.sealkloud.chat.api.Refusal;
import java.security.Principal;
import tools.jackson.databind.JsonNode;

/** A feature's say over the body of every SEND, before it is bound. */
public interface FrameBodyCheck {

    /** @throws Refusal if this person must not send such a body */
    void check(JsonNode body, Principal sender);
}
