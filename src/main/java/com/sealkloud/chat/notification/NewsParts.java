package com.sealkloud.chat.notification;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Cuts news into parts that are decided one after the other: each piece of news is read and written
 * for all members of its conversation, so that their number bounds what is in memory.
 */
final class NewsParts {

    /** Of all pieces in a part; one that has more of its own is a part. */
    static final int MOST_MEMBERS = 10_000;

    private NewsParts() {}

    /** @param members how many a conversation has, by its id; none if it is missing */
    static List<List<News>> of(Collection<News> news, Map<String, Long> members) {
        List<List<News>> parts = new ArrayList<>();
        long left = 0;
        for (News one : news) {
            long needed = members.getOrDefault(one.message().conversationId(), 0L);
            if (parts.isEmpty() || needed > left) {
                parts.add(new ArrayList<>());
                left = MOST_MEMBERS;
            }
            parts.get(parts.size() - 1).add(one);
            left -= needed;
        }
        return parts;
    }
}
