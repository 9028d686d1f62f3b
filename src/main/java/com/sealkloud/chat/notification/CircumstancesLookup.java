package com.sealkloud.chat.notification;

import com.sealkloud.chat.conversation.Audience;
import com.sealkloud.chat.presence.FocusLookup;
import com.sealkloud.chat.push.WebPush;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Looks up the circumstances of all members of some conversations, with one query for each kind.
 */
@Component
class CircumstancesLookup {

    private final FocusLookup focuses;
    private final SettingsStore settings;
    private final MuteStore mutes;
    private final WebPush push;

    CircumstancesLookup(FocusLookup focuses, SettingsStore settings, MuteStore mutes, WebPush push) {
        this.focuses = focuses;
        this.settings = settings;
        this.mutes = mutes;
        this.push = push;
    }

    Circumstances of(Collection<Audience> audiences) {
        Set<String> userIds = audiences.stream()
                .flatMap(audience -> audience.people().keySet().stream())
                .collect(Collectors.toSet());
        return of(userIds, audiences.stream().map(Audience::conversationId).collect(Collectors.toSet()));
    }

    /** Nothing else is queried for users who want no notifications. */
    Circumstances of(Set<String> userIds, Set<String> conversationIds) {
        Map<String, NotificationSettings> wishes = settings.of(userIds);
        Set<String> interested = userIds.stream()
                .filter(userId -> wishes.getOrDefault(userId, NotificationSettings.DEFAULT)
                        .desktop())
                .collect(Collectors.toSet());
        return new Circumstances(
                focuses.of(interested), wishes, mutes.of(interested, conversationIds), push.reachable(interested));
    }
}
