package com.sealkloud.chat.notification;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.conversation.Audiences;
import com.sealkloud.chat.fanout.Broadcast;
import com.sealkloud.chat.session.PersonalQueues;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The caller's notification settings over REST. */
@RestController
@RequestMapping("/api/v1/me")
class SettingsController {

    private static final Duration LONGEST_SILENCE = Duration.ofDays(366);

    private final SettingsStore settings;
    private final MuteStore mutes;
    private final Audiences audiences;
    private final Broadcast broadcast;
    private final Clock clock;

    SettingsController(SettingsStore settings, MuteStore mutes, Audiences audiences, Broadcast broadcast, Clock clock) {
        this.settings = settings;
        this.mutes = mutes;
        this.audiences = audiences;
        this.broadcast = broadcast;
        this.clock = clock;
    }

    /** The settings and the mutes. */
    record SettingsView(
            boolean desktop,
            boolean sound,
            Sound soundName,
            boolean previews,
            DoNotDisturb doNotDisturb,
            List<Mute> muted) {}

    record MuteRequest(@NotNull Boolean mentions) {}

    @GetMapping("/notification-settings")
    SettingsView show(Principal principal) {
        String userId = Person.of(principal).userId();
        return view(settings.of(userId), mutes.of(userId));
    }

    @PutMapping("/notification-settings")
    SettingsView change(@Valid @RequestBody NotificationSettings request, Principal principal) {
        String userId = person(principal).userId();
        if (!request.doNotDisturb().hasKnownTimeZone()) {
            throw Refusal.badRequest(
                    "There is no time zone " + request.doNotDisturb().timeZone() + ".");
        }
        requireWithinAYear("until", request.doNotDisturb().until());
        requireWithinAYear("hoursPausedUntil", request.doNotDisturb().hoursPausedUntil());
        settings.save(userId, request);
        tellOtherDevices(userId);
        return view(settings.of(userId), mutes.of(userId));
    }

    private void requireWithinAYear(String field, @Nullable Instant time) {
        Instant now = clock.instant();
        // Nor long ago: no database keeps every time that Java knows, and H2 makes the last day of
        // one before the first.
        if (time != null && (time.isAfter(now.plus(LONGEST_SILENCE)) || time.isBefore(now.minus(LONGEST_SILENCE)))) {
            throw Refusal.badRequest(field + " is more than a year away.");
        }
    }

    @PutMapping("/muted-conversations/{conversationId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void mute(@PathVariable String conversationId, @Valid @RequestBody MuteRequest request, Principal principal) {
        Person person = person(principal);
        if (!audiences.includes(person, conversationId)) {
            throw Refusal.notFound("There is no conversation " + conversationId + " for you.");
        }
        mutes.mute(person.userId(), new Mute(conversationId, request.mentions()));
        tellOtherDevices(person.userId());
    }

    /** Also for a conversation that the caller has left. */
    @DeleteMapping("/muted-conversations/{conversationId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unmute(@PathVariable String conversationId, Principal principal) {
        String userId = Person.of(principal).userId();
        mutes.unmute(userId, conversationId);
        tellOtherDevices(userId);
    }

    private void tellOtherDevices(String userId) {
        broadcast.signal(
                PersonalQueues.notificationsOf(userId),
                new SettingsChanged(clock.instant().truncatedTo(ChronoUnit.MILLIS)));
    }

    private static Person person(Principal principal) {
        Person person = Person.of(principal);
        if (person.isService()) {
            throw Refusal.forbidden("Programs are not notified.");
        }
        return person;
    }

    private static SettingsView view(NotificationSettings settings, List<Mute> muted) {
        return new SettingsView(
                settings.desktop(),
                settings.sound(),
                settings.soundName(),
                settings.previews(),
                settings.doNotDisturb(),
                muted);
    }
}
