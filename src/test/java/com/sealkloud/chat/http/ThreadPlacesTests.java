package com.sealkloud.chat.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.http.ThreadPlaces.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Who gets a place, and who gives one up for them. */
class ThreadPlacesTests {

    private static final Duration LONG = Duration.ofHours(1);

    private final List<String> ended = new ArrayList<>();

    private BooleanSupplier ending(String call) {
        return () -> ended.add(call);
    }

    @Test
    void aUserHasTheirShareAndNoMore() {
        ThreadPlaces places = new ThreadPlaces(10, 2, LONG);

        Place first = places.take("carol", ending("carol 1"));
        places.take("carol", ending("carol 2"));

        assertThat(places.take("carol", ending("carol 3"))).isNull();
        first.close();
        assertThat(places.take("carol", ending("carol 3"))).isNotNull();
        assertThat(ended).isEmpty();
    }

    @Test
    void whoeverHasMoreThanANewcomerGivesOneUp() {
        ThreadPlaces places = new ThreadPlaces(5, 3, LONG);
        places.take("lena", ending("lena 1"));
        places.take("carol", ending("carol 1"));
        places.take("carol", ending("carol 2"));
        places.take("carol", ending("carol 3"));
        places.take("ravi", ending("ravi 1"));

        assertThat(places.take("dave", ending("dave 1"))).isNotNull();
        assertThat(places.take("mona", ending("mona 1"))).isNotNull();

        // One each, and they are safe from each other.
        assertThat(places.take("ada", ending("ada 1"))).isNull();
        assertThat(places.take("dave", ending("dave 2"))).isNull();
        assertThat(ended).containsExactly("carol 1", "carol 2");
    }

    @Test
    void whoeverHasHadOneForTooLongGivesItUp() {
        ThreadPlaces places = new ThreadPlaces(2, 2, Duration.ZERO);
        places.take("carol", ending("carol 1"));
        places.take("dave", ending("dave 1"));

        assertThat(places.take("lena", ending("lena 1"))).isNotNull();
        assertThat(ended).containsExactly("carol 1");
    }

    @Test
    void aCallWhoseClientKeepsUpIsLeftAlone() {
        ThreadPlaces places = new ThreadPlaces(2, 2, Duration.ZERO);
        places.take("carol", () -> false);
        places.take("carol", ending("carol 2"));

        assertThat(places.take("dave", ending("dave 1"))).isNotNull();
        assertThat(ended).containsExactly("carol 2");
    }
}
