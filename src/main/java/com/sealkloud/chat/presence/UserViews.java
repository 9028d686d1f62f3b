package com.sealkloud.chat.presence;

import com.sealkloud.chat.account.Directory;
import com.sealkloud.chat.account.PeopleFilter;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.api.Page;
import com.sealkloud.chat.conversation.ConversationAccess;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Users with their presence, as far as the caller may see them. */
@Component
class UserViews {

    private final Directory directory;
    private final ConversationAccess access;
    private final Presence presence;
    private final LastSeenTimes lastSeen;
    private final PeoplePages pages;
    private final RankedPeople ranked;

    UserViews(
            Directory directory,
            ConversationAccess access,
            Presence presence,
            LastSeenTimes lastSeen,
            PeoplePages pages,
            RankedPeople ranked) {
        this.directory = directory;
        this.access = access;
        this.presence = presence;
        this.lastSeen = lastSeen;
        this.pages = pages;
        this.ranked = ranked;
    }

    /** @return all users whom this user may see and who are not offline */
    List<UserView> onlineFor(Person person) {
        Map<String, PresenceStatus> here = presence.everybodyHere();
        Set<Role> seenRoles = access.seenRoles(person);
        Set<String> seenBesides = access.seenBesides(person);
        List<Person> seen = directory.findAll(here.keySet()).stream()
                .filter(other -> seenRoles.contains(other.userRole()) || seenBesides.contains(other.userId()))
                .toList();
        Map<String, Instant> times = seenTimes(ids(seen));
        return seen.stream()
                .map(other -> view(other, here, times.get(other.userId())))
                .sorted(Comparator.comparing(UserView::userId))
                .toList();
    }

    /**
     * One page by {@code userId} of the users whom this user may see.
     *
     * @param status null for any
     * @param after the last {@code userId} of the previous page, or empty
     */
    Page<UserView> page(
            Person person, String query, Set<Role> roles, @Nullable PresenceStatus status, String after, int limit) {
        List<PeoplePages.Row> found = byId(filter(person, query, roles), status, after, limit + 1);
        List<PeoplePages.Row> items = found.subList(0, Math.min(limit, found.size()));
        return new Page<>(
                views(items),
                found.size() > limit ? items.get(limit - 1).person().userId() : null);
    }

    private List<PeoplePages.Row> byId(PeopleFilter filter, @Nullable PresenceStatus status, String after, int limit) {
        if (status == null) {
            return pages.byId(filter, after, limit);
        }
        return status == PresenceStatus.OFFLINE
                ? pages.offlineById(filter, after, limit)
                : pages.hereById(
                        filter, RankedPeople.withStatus(presence.everybodyHere(), EnumSet.of(status)), after, limit);
    }

    /** One page of the users whom this user may see, sorted by availability. */
    Page<UserView> ranked(
            Person person, String query, Set<Role> roles, @Nullable PresenceStatus status, String cursor, int limit) {
        Page<PeoplePages.Row> page = ranked.page(
                filter(person, query, roles), presence.everybodyHere(), status, PeoplePlace.ofClient(cursor), limit);
        return new Page<>(views(page.items()), page.nextCursor());
    }

    private PeopleFilter filter(Person person, String query, Set<Role> roles) {
        return new PeopleFilter(query, roles, access.seenRoles(person), access.seenBesides(person));
    }

    /** @return a user, if this user may see them */
    Optional<UserView> find(Person person, String userId) {
        return directory
                .find(userId)
                .filter(other -> access.maySee(person, other))
                .map(other -> {
                    Instant seenAt = seenTimes(List.of(userId)).get(userId);
                    return view(other, presence.statusOf(List.of(userId)), seenAt);
                });
    }

    private static List<String> ids(Collection<Person> people) {
        return people.stream().map(Person::userId).toList();
    }

    private Map<String, Instant> seenTimes(Collection<String> userIds) {
        return lastSeen.of(userIds).stream().collect(Collectors.toMap(LastSeen::userId, LastSeen::seenAt));
    }

    /**
     * Statuses are read after the times: clients treat events later than this as newer than the
     * list.
     */
    private List<UserView> views(List<PeoplePages.Row> rows) {
        Map<String, PresenceStatus> statuses =
                presence.statusOf(ids(rows.stream().map(PeoplePages.Row::person).toList()));
        return rows.stream()
                .map(row -> view(row.person(), statuses, row.seenAt()))
                .toList();
    }

    private static UserView view(Person person, Map<String, PresenceStatus> statuses, @Nullable Instant seenAt) {
        return UserView.of(person, statuses.getOrDefault(person.userId(), PresenceStatus.OFFLINE), seenAt);
    }
}
