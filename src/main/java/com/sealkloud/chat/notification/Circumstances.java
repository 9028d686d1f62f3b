package com.sealkloud.chat.notification;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.conversation.Audience;
import com.sealkloud.chat.log.ChatMessage;
import com.sealkloud.chat.presence.Focus;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * All that decides whether and how somebody is notified, looked up for many people at once.
 *
 * @param focuses of those who are here, or were a moment ago
 * @param settings of those who have changed them
 * @param mutes of the conversations in question
 * @param withDevice who can be reached by Web Push
 */
record Circumstances(
        Map<String, Focus> focuses,
        Map<String, NotificationSettings> settings,
        Map<MuteStore.Muting, Mute> mutes,
        Set<String> withDevice) {

    private static final Focus ABSENT = new Focus(false, false, false, Set.of());

    NotificationSettings settingsOf(String userId) {
        return settings.getOrDefault(userId, NotificationSettings.DEFAULT);
    }

    /**
     * @param seq of the event that tells of the message
     * @return whether this concerns them, is unread, and nothing that they have set keeps it from
     *     them
     */
    boolean wants(Person person, ChatMessage message, long seq, Audience audience, Instant now) {
        String userId = person.userId();
        NotificationSettings wish = settingsOf(userId);
        return !userId.equals(message.senderId())
                && audience.hasUnread(userId, seq)
                && wish.desktop()
                && !wish.doNotDisturb().isOn(now)
                && !focus(userId).doNotDisturb()
                && !isMuted(userId, message);
    }

    private boolean isMuted(String userId, ChatMessage message) {
        Mute mute = mutes.get(new MuteStore.Muting(userId, message.conversationId()));
        return mute != null && !(mute.mentions() && News.mentions(message, userId));
    }

    boolean looksAt(String userId, String conversationId) {
        return focus(userId).lookedAt().contains(conversationId);
    }

    boolean isHere(String userId) {
        return focus(userId).here();
    }

    boolean hasDevice(String userId) {
        return withDevice.contains(userId);
    }

    /**
     * @return whether it is better to wait a moment: for a session that is just opening, or,
     *     without a device, for their return
     */
    boolean isAwaited(String userId) {
        return !isHere(userId) && (isArriving(userId) || !hasDevice(userId));
    }

    /** @return whether a session of theirs is just opening */
    boolean isArriving(String userId) {
        return focus(userId).arriving();
    }

    /**
     * @return whether there is a way to tell them something, now or if they come back in a moment
     */
    boolean isReachable(String userId) {
        return focuses.containsKey(userId) || hasDevice(userId);
    }

    private Focus focus(String userId) {
        return focuses.getOrDefault(userId, ABSENT);
    }
}
