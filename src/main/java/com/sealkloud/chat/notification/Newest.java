package com.sealkloud.chat.notification;

import com.sealkloud.chat.notification.ShownNotifications.Screen;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The notification that one person gets of a conversation. It stands for older ones that are due at
 * the same time: on a screen it would take their place.
 *
 * @param older these; they are shown when it is
 */
record Newest(Wanted wanted, List<Due> older) {

    /**
     * @param wanted in the order of {@link Due#ORDER}
     * @return one for each conversation of each person, in this order
     */
    static List<Newest> of(Collection<Wanted> wanted) {
        Map<Screen, List<Wanted>> screens = wanted.stream()
                .collect(Collectors.groupingBy(
                        one -> new Screen(one.due().conversationId(), one.userId()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        return screens.values().stream()
                .map(Newest::ofScreen)
                .sorted(Comparator.comparing(Newest::due, Due.ORDER))
                .toList();
    }

    private static Newest ofScreen(List<Wanted> wanted) {
        int last = wanted.size() - 1;
        return new Newest(
                wanted.get(last),
                wanted.subList(0, last).stream().map(Wanted::due).toList());
    }

    /** @return all that these stand for, in the order of {@link Due#ORDER} */
    static List<Due> olderOf(Collection<Newest> some) {
        return some.stream()
                .flatMap(one -> one.older().stream())
                .sorted(Due.ORDER)
                .toList();
    }

    Due due() {
        return wanted.due();
    }

    /** @return itself, and what it stands for */
    Stream<Due> all() {
        return Stream.concat(Stream.of(due()), older.stream());
    }
}
