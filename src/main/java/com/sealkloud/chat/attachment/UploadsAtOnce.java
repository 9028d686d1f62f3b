package com.sealkloud.chat.attachment;

import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import com.sealkloud.chat.http.HttpThreads;
import com.sealkloud.chat.http.ThreadPlaces;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Limits how many uploads a node receives at the same time: each occupies a thread. */
@Component
class UploadsAtOnce {

    private final ThreadPlaces places;
    private final HttpThreads threads;

    UploadsAtOnce(AttachmentProperties properties, HttpThreads threads) {
        this.places = new ThreadPlaces(properties.uploads(), properties.uploadsPerPerson(), properties.uploadTime());
        this.threads = threads;
    }

    /**
     * The caller closes it when the upload has ended.
     *
     * @throws Refusal {@code rate_limited} if this user, or all together, have too many
     */
    ThreadPlaces.Place take(String userId) {
        ThreadPlaces.Place place = places.take(userId, threads.ending());
        if (place == null) {
            throw new Refusal(RefusalCode.RATE_LIMITED, "Too many files are being uploaded.", Duration.ofSeconds(2));
        }
        return place;
    }
}
