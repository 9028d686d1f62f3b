package com.sealkloud.chat.support;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.sealkloud.chat.hours.HoursDocument;
import com.sealkloud.chat.hours.HoursDocument.Weekly;
import com.sealkloud.chat.hours.HoursStore;
import com.sealkloud.chat.hours.OpeningHours;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells clients whether the support team works now, and how soon it usually answers. */
@RestController
@RequestMapping("/api/v1/support")
class SupportController {

    private final HoursStore hours;
    private final Clock clock;
    private final AnswerTime answerTime;

    SupportController(HoursStore hours, AnswerTime answerTime, Clock clock) {
        this.hours = hours;
        this.clock = clock;
        this.answerTime = answerTime;
    }

    /**
     * @param open whether it is within the opening hours
     * @param opensAt when they begin again, if they do within two months
     * @param hours those of a week, in the time zone
     * @param answerSeconds how long the first answer usually takes; missing if too few tickets say
     *     so, or if it is not known yet
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
                answerTime.usual().map(Duration::toSeconds).orElse(null));
    }
}
