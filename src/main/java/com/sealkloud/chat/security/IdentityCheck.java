package com.sealkloud.chat.security;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import com.sealkloud.chat.realtime.FrameBodyCheck;
import com.sealkloud.chat.text.OneLine;
import java.security.Principal;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * The sender of a frame is the user who is logged in. A body may repeat it. A body that names
 * somebody else is refused and not corrected, because its client is mistaken about who it is.
 */
@Component
class IdentityCheck implements FrameBodyCheck {

    @Override
    public void check(JsonNode body, Principal sender) {
        Person person = Person.of(sender);
        Map.of(
                        "userId", person.userId(),
                        "senderId", person.userId(),
                        "userName", person.userName(),
                        "senderName", person.userName(),
                        "userRole", person.userRole().wireName(),
                        "senderRole", person.userRole().wireName())
                .forEach((field, truth) -> {
                    JsonNode stated = body.path(field);
                    if (!stated.isMissingNode() && !OneLine.normal(truth).equals(OneLine.normal(stated.asString("")))) {
                        throw new Refusal(
                                RefusalCode.IDENTITY_MISMATCH, "The field " + field + " is not the sender's.");
                    }
                });
    }
}
