package com.sealkloud.chat.notification;

import java.time.Clock;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Which users do not want to be disturbed now, according to their settings. */
@Component
public class QuietPeople {

    private final SettingsStore settings;
    private final Clock clock;

    QuietPeople(SettingsStore settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** @return those of these people */
    public Set<String> among(Collection<String> userIds) {
        return settings.of(userIds).entrySet().stream()
                .filter(person -> person.getValue().doNotDisturb().isOn(clock.instant()))
                .map(person -> person.getKey())
                .collect(Collectors.toSet());
    }
}
