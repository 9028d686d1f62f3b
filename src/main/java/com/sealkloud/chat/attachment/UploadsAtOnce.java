package com.sealkloud.chat.attachment;

import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Limits how many uploads a node receives at the same time: each occupies a thread. */
@Component
class UploadsAtOnce {

    private final AttachmentProperties properties;
    private final Map<String, Integer> byPerson = new HashMap<>();
    private int all;

    UploadsAtOnce(AttachmentProperties properties) {
        this.properties = properties;
    }

    /**
     * A caller gives its permit back when the upload has ended.
     *
     * @throws Refusal {@code rate_limited} if this user, or all together, have too many
     */
    synchronized void take(String userId) {
        if (all >= properties.uploads() || byPerson.getOrDefault(userId, 0) >= properties.uploadsPerPerson()) {
            throw new Refusal(RefusalCode.RATE_LIMITED, "Too many files are being uploaded.", Duration.ofSeconds(2));
        }
        all++;
        byPerson.merge(userId, 1, Integer::sum);
    }

    synchronized void giveBack(String userId) {
        all--;
        byPerson.computeIfPresent(userId, (id, count) -> count == 1 ? null : count - 1);
    }
}
