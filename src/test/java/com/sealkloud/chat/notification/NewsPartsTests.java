package com.sealkloud.chat.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.log.LogEntryId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class NewsPartsTests {

    private static final Map<String, Long> MEMBERS = Map.of("small", 10L, "large", 3_000L, "huge", 25_000L);

    private static News news(String conversationId, long seq) {
        LogEntryId position = new LogEntryId(conversationId, seq);
        return new News(position, position, null, Instant.EPOCH);
    }

    private static List<News> several(String conversationId, int count) {
        return LongStream.rangeClosed(1, count)
                .mapToObj(seq -> news(conversationId, seq))
                .toList();
    }

    @Test
    void haveTenThousandMembersTogether() {
        assertThat(NewsParts.of(several("large", 100), MEMBERS))
                .hasSize(34)
                .startsWith(List.of(news("large", 1), news("large", 2), news("large", 3)))
                .endsWith(List.of(news("large", 100)));
    }

    @Test
    void areOneWhereFewAreMembers() {
        assertThat(NewsParts.of(several("small", 500), MEMBERS)).containsExactly(several("small", 500));
        assertThat(NewsParts.of(several("without members", 500), MEMBERS)).hasSize(1);
    }

    @Test
    void haveOneOfALargerConversationAtLeast() {
        News first = news("small", 1);
        News second = news("huge", 1);
        News third = news("huge", 2);
        News last = news("small", 2);

        assertThat(NewsParts.of(List.of(first, second, third, last), MEMBERS))
                .containsExactly(List.of(first), List.of(second), List.of(third), List.of(last));
    }
}
