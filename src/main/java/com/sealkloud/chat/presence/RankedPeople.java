package com.sealkloud.chat.presence;

import com.sealkloud.chat.account.PeopleFilter;
import com.sealkloud.chat.api.Page;
import com.sealkloud.chat.presence.PeoplePlace.Group;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Users sorted by availability: online users, then offline users with the most recent first, then
 * users who were never online.
 */
@Component
class RankedPeople {

    private record Found(Group group, PeoplePages.Row row) {}

    private final PeoplePages pages;

    RankedPeople(PeoplePages pages) {
        this.pages = pages;
    }

    /**
     * @param here all users who are not offline
     * @param status null for any
     */
    Page<PeoplePages.Row> page(
            PeopleFilter filter,
            Map<String, PresenceStatus> here,
            @Nullable PresenceStatus status,
            PeoplePlace after,
            int limit) {
        List<Found> found = new ArrayList<>();
        for (Group group : EnumSet.range(after.group(), Group.NEVER_HERE)) {
            int missing = limit + 1 - found.size();
            Set<PresenceStatus> wanted = statuses(group);
            if (status != null) {
                wanted.retainAll(EnumSet.of(status));
            }
            if (missing > 0 && !wanted.isEmpty()) {
                PeoplePlace from = group == after.group() ? after : PeoplePlace.beginning(group);
                rows(group, filter, withStatus(here, wanted), from, missing)
                        .forEach(row -> found.add(new Found(group, row)));
            }
        }
        List<Found> page = found.subList(0, Math.min(limit, found.size()));
        return new Page<>(
                page.stream().map(Found::row).toList(), found.size() > limit ? behind(page.get(limit - 1)) : null);
    }

    private static String behind(Found last) {
        return PeoplePlace.behind(last.group(), last.row()).encode();
    }

    private static Set<PresenceStatus> statuses(Group group) {
        return switch (group) {
            case ONLINE -> EnumSet.of(PresenceStatus.ONLINE);
            case PRESENT -> EnumSet.of(PresenceStatus.AWAY, PresenceStatus.DND);
            case GONE, NEVER_HERE -> EnumSet.of(PresenceStatus.OFFLINE);
        };
    }

    private List<PeoplePages.Row> rows(
            Group group, PeopleFilter filter, List<String> here, PeoplePlace from, int limit) {
        return switch (group) {
            case ONLINE, PRESENT -> pages.hereByName(filter, here, from, limit);
            case GONE -> pages.gone(filter, from, limit);
            case NEVER_HERE -> pages.never(filter, from, limit);
        };
    }

    static List<String> withStatus(Map<String, PresenceStatus> here, Set<PresenceStatus> wanted) {
        return here.entrySet().stream()
                .filter(person -> wanted.contains(person.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
