package com.sealkloud.chat.session;

import java.security.Principal;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The personal queues of each user, and their destinations at the broker. */
@Component
public class PersonalQueues implements SubscriptionPolicy {

    public static final String ERRORS = "/user/queue/errors";
    public static final String MESSAGES = "/user/queue/messages";
    static final String NOTIFICATIONS = "/user/queue/notifications";

    private static final Set<String> ALL = Set.of(MESSAGES, NOTIFICATIONS, ERRORS);
    private static final String PREFIX = "/user/queue/";

    @Override
    public boolean covers(String destination) {
        return ALL.contains(destination);
    }

    @Override
    public boolean permits(Principal principal, String destination) {
        return true;
    }

    /** @return the broker's destination of this user's {@code /user/queue/messages} */
    public static String messagesOf(String userId) {
        return topic(userId, "messages");
    }

    /** @return the broker's destination of this user's {@code /user/queue/notifications} */
    public static String notificationsOf(String userId) {
        return topic(userId, "notifications");
    }

    static String resolve(String destination, Principal principal) {
        return topic(principal.getName(), destination.substring(PREFIX.length()));
    }

    private static String topic(String userId, String queue) {
        return "/topic/user." + userId + "." + queue;
    }
}
