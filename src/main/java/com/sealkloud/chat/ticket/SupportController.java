package com.sealkloud.chat.ticket;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.sealkloud.chat.hours.HoursDocument;
import com.sealkloud.chat.hours.HoursDocument.Weekly;
import com.sealkloud.chat.hours.HoursStore;
import com.sealkloud.chat.hours.OpeningHours;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells clients whether the support team works now, and how soon it usually answers. */
@RestController
@RequestMapping("/api/v1/support")
class SupportController {

    /** The median of a week moves slowly, and costs more than other answers. */
    private static final Duration FRESH = Duration.ofMinutes(5);

    private final HoursStore hours;
    private final Clock clock;
    private final LoadingCache<String, Optional<Duration>> answerTime;

    SupportController(HoursStore hours, FirstAnswerTimes answerTimes, Clock clock) {
        this.hours = hours;
        this.clock = clock;
        this.answerTime = Caffeine.newBuilder().expireAfterWrite(FRESH).build(everything -> answerTimes.median());
    }

    /**
     * @param open whether it is within the opening hours
     * @param opensAt when they begin again, if they do within two months
     * @param hours those of a week, in the time zone
     * @param answerSeconds how long the first answer usually takes; missing if too few tickets say
     *     so
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Support(
            boolean open,
            @Nullable Instant opensAt,
            String timeZone,
            List<Weekly> hours,
            @Nullable Long answerSeconds) {}

    @GetMapping
    Support support() {
        Instant now = clock.instant();
        HoursDocument document = hours.document();
        OpeningHours opening = document.parsed();
        boolean open = opening.areAt(now);
        return new Support(
                open,
                open ? null : opening.nextAfter(now).orElse(null),
                document.timeZone(),
                document.hours(),
                answerTime.get("").map(Duration::toSeconds).orElse(null));
    }
}
