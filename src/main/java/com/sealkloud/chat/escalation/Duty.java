package com.sealkloud.chat.escalation;

import com.sealkloud.chat.account.Directory;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.notification.QuietPeople;
import com.sealkloud.chat.presence.Availability;
import com.sealkloud.chat.ticket.Tier;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Who is on duty: staff of a tier who are online. Staff who are away or do not want to be disturbed
 * are not on duty; administrators belong to no tier.
 */
@Component
class Duty {

    private final Availability availability;
    private final QuietPeople quiet;
    private final Directory directory;

    Duty(Availability availability, QuietPeople quiet, Directory directory) {
        this.availability = availability;
        this.quiet = quiet;
        this.directory = directory;
    }

    /** Who is on duty at one moment. */
    record Roster(Set<String> people, Set<Tier> tiers) {}

    Roster now() {
        Set<String> online = availability.online();
        Set<String> leftAlone = quiet.among(online);
        List<Person> people = directory.findAll(online).stream()
                .filter(person -> person.isStaff() && !leftAlone.contains(person.userId()))
                .toList();
        return new Roster(
                people.stream().map(Person::userId).collect(Collectors.toSet()),
                people.stream()
                        .map(Person::userRole)
                        .map(Tier::of)
                        .flatMap(Optional::stream)
                        .collect(Collectors.toSet()));
    }
}
