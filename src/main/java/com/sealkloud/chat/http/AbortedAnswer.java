package com.sealkloud.chat.http;

import jakarta.servlet.ServletRequest;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Request;

/**
 * Aborts an answer that fails after its beginning was sent: only a broken connection can tell the
 * client.
 */
public final class AbortedAnswer {

    private AbortedAnswer() {}

    public static void end(ServletRequest request) {
        if (request.getAttribute(CoyoteRequests.ATTRIBUTE) instanceof Request coyote) {
            coyote.action(ActionCode.CLOSE_NOW, coyote);
        }
    }
}
