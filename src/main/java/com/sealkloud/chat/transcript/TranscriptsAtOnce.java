package com.sealkloud.chat.transcript;

import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import com.sealkloud.chat.http.HttpThreads;
import com.sealkloud.chat.http.ThreadPlaces;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * Limits how many transcripts a node writes at the same time: each occupies a thread and reads a
 * whole conversation.
 */
@Component
class TranscriptsAtOnce {

    private final ThreadPlaces places;
    private final HttpThreads threads;

    TranscriptsAtOnce(TranscriptProperties properties, HttpThreads threads) {
        this.places = new ThreadPlaces(properties.atOnce(), properties.atOncePerPerson(), properties.readTime());
        this.threads = threads;
    }

    /**
     * The caller closes it when the transcript is written.
     *
     * @throws Refusal {@code rate_limited} if this user, or all together, have too many
     */
    ThreadPlaces.Place take(String userId) {
        ThreadPlaces.Place place = places.take(userId, threads.ending());
        if (place == null) {
            throw new Refusal(
                    RefusalCode.RATE_LIMITED, "Too many transcripts are being written.", Duration.ofSeconds(2));
        }
        return place;
    }
}
