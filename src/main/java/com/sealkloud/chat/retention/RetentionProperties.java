package com.sealkloud.chat.retention;

import com.sealkloud.chat.conversation.ConversationKind;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * After how many days messages are removed; 0 for never.
 *
 * @param direct in conversations of two people
 * @param team in team rooms
 * @param ticket in the rooms of tickets, counted from their closing
 * @param notes in the notes of tickets, counted from their closing
 * @param sweepInterval how often what is too old is looked for
 */
@Validated
@ConfigurationProperties("chat.retention")
record RetentionProperties(
        @Min(0) @Max(36_500) @DefaultValue("0") int direct,
        @Min(0) @Max(36_500) @DefaultValue("0") int team,
        @Min(0) @Max(36_500) @DefaultValue("0") int ticket,
        @Min(0) @Max(36_500) @DefaultValue("0") int notes,

        @NotNull @DurationMin(millis = 10) @DefaultValue("1h")
        Duration sweepInterval) {

    int days(ConversationKind kind) {
        return switch (kind) {
            case DIRECT -> direct;
            case TEAM -> team;
            case TICKET -> ticket;
            case NOTES -> notes;
        };
    }

    /** @return the kinds that have a rule, and the time before which nothing of them is kept */
    Map<ConversationKind, Instant> before(Instant now) {
        Map<ConversationKind, Instant> before = new EnumMap<>(ConversationKind.class);
        for (ConversationKind kind : ConversationKind.values()) {
            if (days(kind) > 0) {
                before.put(kind, now.minus(Duration.ofDays(days(kind))));
            }
        }
        return before;
    }
}
