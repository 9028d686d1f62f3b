package com.sealkloud.chat.presence;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.conversation.ConversationAccess;
import com.sealkloud.chat.session.SubscriptionPolicy;
import java.security.Principal;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Presence of staff is visible to everybody, presence of clients to staff. If clients do not see
 * all staff, the presence of all is for staff alone; a subscription that clients of earlier
 * releases make stays silent then.
 */
@Component
class PresenceTopics implements SubscriptionPolicy {

    private static final String EMPLOYEES = "/topic/presence.employees";
    private static final String CLIENTS = "/topic/presence.clients";

    private final boolean isStaffListed;

    PresenceTopics(ConversationAccess access) {
        isStaffListed = access.isStaffListed();
    }

    String of(Person person) {
        return person.isStaff() && isStaffListed ? EMPLOYEES : CLIENTS;
    }

    @Override
    public boolean covers(String destination) {
        return Set.of(EMPLOYEES, CLIENTS).contains(destination);
    }

    @Override
    public boolean permits(Principal principal, String destination) {
        return destination.equals(EMPLOYEES) || Person.of(principal).isStaff();
    }
}
