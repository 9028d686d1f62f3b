package com.sealkloud.chat.presence;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.account.ProfileChanged;
import com.sealkloud.chat.fanout.Broadcast;
import com.sealkloud.chat.session.PersonalQueues;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Announces another name, role or picture to those who hear of the user's presence, and to the
 * user's other sessions.
 */
@Component
class ProfileAnnouncer {

    private final Broadcast broadcast;
    private final PresenceTopics topics;
    private final Clock clock;

    ProfileAnnouncer(Broadcast broadcast, PresenceTopics topics, Clock clock) {
        this.broadcast = broadcast;
        this.topics = topics;
        this.clock = clock;
    }

    @TransactionalEventListener
    void announce(ProfileChanged changed) {
        Person person = changed.person();
        if (!person.isService()) {
            UserChanged event = UserChanged.of(person, clock.instant().truncatedTo(ChronoUnit.MILLIS));
            broadcast.signal(topics.of(person), event);
            broadcast.signal(PersonalQueues.messagesOf(person.userId()), event);
        }
    }
}
