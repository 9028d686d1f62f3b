package com.sealkloud.chat.presence;

import com.sealkloud.chat.account.Directory;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.conversation.ConversationAccess;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** People with their presence, as far as somebody may see them. */
@Component
class UserViews {

    private final Directory directory;
    private final ConversationAccess access;
    private final Presence presence;
    private final LastSeenTimes lastSeen;

    UserViews(Directory directory, ConversationAccess access, Presence presence, LastSeenTimes lastSeen) {
        this.directory = directory;
        this.access = access;
        this.presence = presence;
        this.lastSeen = lastSeen;
    }

    /** @return everybody whom this person may see and who is not offline */
    List<UserView> onlineFor(Person person) {
        Map<String, PresenceStatus> here = presence.everybodyHere();
        Set<Role> seenRoles = access.seenRoles(person);
        Set<String> seenBesides = access.seenBesides(person);
        List<Person> seen = directory.findAll(here.keySet()).stream()
                .filter(other -> seenRoles.contains(other.userRole()) || seenBesides.contains(other.userId()))
                .toList();
        return views(seen, here, seenTimes(ids(seen)));
    }

    /** One page by {@code userId} of those whom this person may see. */
    List<UserView> page(Person person, String query, Set<Role> roles, String after, int limit) {
        List<Person> found =
                directory.search(query, roles, access.seenRoles(person), access.seenBesides(person), after, limit);
        // Before the statuses: clients take what they were told at a later time than this for newer than the list.
        Map<String, Instant> times = seenTimes(ids(found));
        return views(found, presence.statusOf(ids(found)), times);
    }

    /** @return somebody, if this person may see them */
    Optional<UserView> find(Person person, String userId) {
        return directory
                .find(userId)
                .filter(other -> access.maySee(person, other))
                .map(other -> {
                    Map<String, Instant> times = seenTimes(List.of(userId));
                    return views(List.of(other), presence.statusOf(List.of(userId)), times)
                            .get(0);
                });
    }

    private static List<String> ids(Collection<Person> people) {
        return people.stream().map(Person::userId).toList();
    }

    private Map<String, Instant> seenTimes(Collection<String> userIds) {
        return lastSeen.of(userIds).stream().collect(Collectors.toMap(LastSeen::userId, LastSeen::seenAt));
    }

    private static List<UserView> views(
            Collection<Person> people, Map<String, PresenceStatus> statuses, Map<String, Instant> times) {
        return people.stream()
                .map(person -> {
                    @Nullable Instant seenAt = times.get(person.userId());
                    return UserView.of(person, statuses.getOrDefault(person.userId(), PresenceStatus.OFFLINE), seenAt);
                })
                .sorted(Comparator.comparing(UserView::userId))
                .toList();
    }
}
