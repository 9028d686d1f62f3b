package com.sealkloud.chat.transcript;

import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Limits how many transcripts a node writes at the same time: each occupies a thread and reads a
 * whole conversation.
 */
@Component
class TranscriptsAtOnce {

    private final TranscriptProperties properties;
    private final Map<String, Integer> byPerson = new HashMap<>();
    private int all;

    TranscriptsAtOnce(TranscriptProperties properties) {
        this.properties = properties;
    }

    /**
     * A caller releases its permit when the transcript is written.
     *
     * @throws Refusal {@code rate_limited} if this user, or all together, have too many
     */
    synchronized void take(String userId) {
        if (all >= properties.atOnce() || byPerson.getOrDefault(userId, 0) >= properties.atOncePerPerson()) {
            throw new Refusal(
                    RefusalCode.RATE_LIMITED, "Too many transcripts are being written.", Duration.ofSeconds(2));
        }
        all++;
        byPerson.merge(userId, 1, Integer::sum);
    }

    synchronized void giveBack(String userId) {
        all--;
        byPerson.computeIfPresent(userId, (id, count) -> count == 1 ? null : count - 1);
    }
}
