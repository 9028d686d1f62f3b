package com.sealkloud.chat.retention;

import com.sealkloud.chat.api.Page;
import com.sealkloud.chat.conversation.ConversationKind;
import com.sealkloud.chat.log.LogBeginnings;
import com.sealkloud.chat.retention.AgedLogs.Aged;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** What the rules would remove now, without removing it. */
@Component
class DryRun {

    private final AgedLogs logs;
    private final LogBeginnings beginnings;
    private final Holds holds;
    private final ConversationTitles titles;
    private final RetentionProperties properties;
    private final Clock clock;

    DryRun(
            AgedLogs logs,
            LogBeginnings beginnings,
            Holds holds,
            ConversationTitles titles,
            RetentionProperties properties,
            Clock clock) {
        this.logs = logs;
        this.beginnings = beginnings;
        this.holds = holds;
        this.titles = titles;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * What would go of one conversation.
     *
     * @param messages of them how many are messages
     * @param oldest when the first of them happened
     * @param firstSeq where the log would begin then
     * @param held whether all of it stays because it is held
     */
    record Expiring(
            String conversationId,
            ConversationKind kind,
            String title,
            long events,
            long messages,
            Instant oldest,
            long firstSeq,
            boolean held) {}

    Page<Expiring> page(String afterId, int limit) {
        Map<ConversationKind, Instant> before = properties.before(clock.instant());
        List<Aged> found = before.isEmpty() ? List.of() : logs.next(before, afterId, limit + 1);
        List<Aged> page = found.subList(0, Math.min(limit, found.size()));
        Map<String, String> names =
                titles.of(page.stream().map(Aged::conversationId).toList());
        return new Page<>(
                page.stream()
                        .map(aged -> expiring(aged, names, Objects.requireNonNull(before.get(aged.kind()))))
                        .toList(),
                found.size() > limit ? page.get(limit - 1).conversationId() : null);
    }

    private Expiring expiring(Aged aged, Map<String, String> names, Instant time) {
        String id = aged.conversationId();
        LogBeginnings.Beginning beginning = beginnings.beginning(id, time);
        return new Expiring(
                id,
                aged.kind(),
                names.getOrDefault(id, ""),
                beginning.events(),
                beginning.messages(),
                beginning.oldest(),
                beginning.nextSeq(),
                holds.isHeld(id));
    }
}
