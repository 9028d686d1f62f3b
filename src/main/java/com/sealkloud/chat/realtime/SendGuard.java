package com.sealkloud.chat.realtime;

import com.sealkloud.chat.api.Refusal;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

/** Admits SENDs to the application only, within the sender's rates. */
@Component
class SendGuard {

    private final ApplicationDestinations destinations;
    private final RateLimits limits;

    SendGuard(ApplicationDestinations destinations, RateLimits limits) {
        this.destinations = destinations;
        this.limits = limits;
    }

    /**
     * @param octets of the body
     * @throws Refusal if the destination is unknown, the body is not JSON, or the rate is exceeded
     */
    void admit(Authentication sender, StompHeaderAccessor frame, int octets) {
        String destination = frame.getDestination();
        if (destination == null || !destinations.contains(destination)) {
            throw Refusal.forbidden("You may not send to " + destination + ".");
        }
        MimeType contentType = frame.getContentType();
        if (contentType != null && !MimeTypeUtils.APPLICATION_JSON.isCompatibleWith(contentType)) {
            throw Refusal.badRequest("The body must be JSON.");
        }
        String event = eventOf(frame);
        limits.spend(
                sender,
                switch (event) {
                    case "message", "room_message" -> RateLimits.Action.MESSAGE;
                    case "typing_start", "typing_stop" -> RateLimits.Action.TYPING;
                    case "user_join" -> RateLimits.Action.JOIN;
                    default -> RateLimits.Action.OTHER;
                });
        limits.spendForText(sender, octets);
        frame.setHeader(ClientRequest.HEADER, new ClientRequest(event));
    }

    /** @return the last part of the destination, which is the event's name in the protocol */
    static String eventOf(StompHeaderAccessor frame) {
        String destination = frame.getDestination();
        return destination == null ? "" : destination.substring(destination.lastIndexOf('/') + 1);
    }
}
