package com.sealkloud.chat.presence;

import com.sealkloud.chat.account.Directory;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.api.Page;
import com.sealkloud.chat.api.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Users whose accounts are disabled. Only administrators see them, and which accounts are disabled.
 */
@Component
class DisabledUsers {

    private final Directory directory;
    private final LastSeenTimes lastSeen;

    DisabledUsers(Directory directory, LastSeenTimes lastSeen) {
        this.directory = directory;
        this.lastSeen = lastSeen;
    }

    /** One page by {@code userId}. */
    Page<UserView> page(Person asker, String query, Set<Role> roles, String after, int limit) {
        if (!asker.isAdmin()) {
            throw Refusal.forbidden("Only administrators see disabled accounts.");
        }
        List<Person> found = directory.searchDisabled(query, roles, after, limit + 1);
        List<UserView> items = views(found.subList(0, Math.min(limit, found.size())));
        return new Page<>(
                items, found.size() > limit ? items.get(items.size() - 1).userId() : null);
    }

    Optional<UserView> find(Person asker, String userId) {
        return asker.isAdmin()
                ? views(directory.findAllEvenDisabled(List.of(userId))).stream().findFirst()
                : Optional.empty();
    }

    /** @return these enabled users, with the field {@code enabled} if the caller may see it */
    static List<UserView> markedFor(Person asker, List<UserView> users) {
        return asker.isAdmin() ? users.stream().map(user -> user.enabled(true)).toList() : users;
    }

    private List<UserView> views(List<Person> people) {
        Map<String, Instant> times = lastSeen
                .of(people.stream().map(Person::userId).toList())
                .stream()
                .collect(Collectors.toMap(LastSeen::userId, LastSeen::seenAt));
        return people.stream()
                .map(person -> UserView.of(person, PresenceStatus.OFFLINE, times.get(person.userId()))
                        .enabled(false))
                .toList();
    }
}
