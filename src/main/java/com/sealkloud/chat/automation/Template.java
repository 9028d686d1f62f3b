package com.sealkloud.chat.automation;

import com.sealkloud.chat.account.Directory;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.text.OneLine;
import com.sealkloud.chat.ticket.Ticket;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Fills the placeholders of a rule's content, such as {@code {number}}. Missing values become
 * empty.
 */
@Component
class Template {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]+)}");

    private static final Map<String, BiFunction<Names, Ticket, @Nullable String>> VALUES = Map.of(
            "number", (names, ticket) -> Objects.requireNonNullElse(ticket.number(), ticket.ticketId()),
            "title", (names, ticket) -> ticket.title(),
            "status", (names, ticket) -> ticket.status(),
            "requester", (names, ticket) -> names.of(ticket.requesterId()),
            "assignee", (names, ticket) -> names.of(ticket.assigneeId()));

    /** What people are called. */
    interface Names {
        @Nullable
        String of(@Nullable String userId);
    }

    private final Directory directory;

    Template(Directory directory) {
        this.directory = directory;
    }

    /** @throws IllegalArgumentException if there is an unknown placeholder */
    static void check(String content) {
        PLACEHOLDER.matcher(content).results().map(found -> found.group(1)).forEach(name -> {
            if (!VALUES.containsKey(name)) {
                throw new IllegalArgumentException("There is no placeholder {" + name + "}.");
            }
        });
    }

    String fill(String content, Ticket ticket) {
        return fill(content, ticket, this::name);
    }

    static String fill(String content, Ticket ticket, Names names) {
        return PLACEHOLDER
                .matcher(content)
                .replaceAll(found ->
                        Matcher.quoteReplacement(Objects.requireNonNullElse(value(found.group(1), ticket, names), "")));
    }

    private static @Nullable String value(String name, Ticket ticket, Names names) {
        String value = Objects.requireNonNull(VALUES.get(name)).apply(names, ticket);
        // As a line: unchecked text stored earlier must not prevent the reply from being posted.
        return value == null ? null : OneLine.of(value);
    }

    private @Nullable String name(@Nullable String userId) {
        return Optional.ofNullable(userId)
                .flatMap(directory::find)
                .map(Person::userName)
                .orElse(null);
    }
}
