package com.sealkloud.chat.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

/** Changed rights are heard, whatever was away meanwhile. */
class AccessChangesTests {
    private static final Instant START = Instant.parse("2026-11-28T08:00:00Z");

    private final List<String> heard = new ArrayList<>();
    private Instant askedFor = START;
    private boolean databaseAway;
    private boolean listenerFails;
    private List<AccessChange> written = List.of();
    private Instant now = START;
    private final AccessChanges changes = new AccessChanges(repository(), this::hear, new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    });

    /** The database answers what is written, so that it can be away at a moment of the test's choice. */
    private AccessChangeRepository repository() {
        return (AccessChangeRepository) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {AccessChangeRepository.class},
                (proxy, method, arguments) -> {
                    if (databaseAway) {
                        throw new DataAccessResourceFailureException("away");
                    }
                    if (method.getName().equals("lastId")) {
                        return 0L;
                    }
                    askedFor = (Instant) arguments[0];
                    return written;
                });
    }

    private void hear(Object event) {
        if (listenerFails) {
            throw new DataAccessResourceFailureException("away");
        }
        heard.add(((AccessChanged) event).userId());
    }

    @Test
    void areHeardLaterIfTheyCannotBeCarriedOverAtOnce() throws ReflectiveOperationException {
        written = List.of(change(1, "lena"));
        listenerFails = true;
        changes.publishNew();
        listenerFails = false;
        changes.publishNew();
        changes.publishNew();

        assertThat(heard).containsExactly("lena");
    }

    @Test
    void ofOthersAreHeardAfterTheDatabaseWasAwayFromHere() {
        changes.publishNew();
        databaseAway = true;
        now = START.plus(Duration.ofMinutes(10));
        assertThatThrownBy(changes::publishNew).isInstanceOf(DataAccessResourceFailureException.class);
        databaseAway = false;
        changes.publishNew();

        assertThat(askedFor).isBefore(START);
    }

    private static AccessChange change(long id, String userId) throws ReflectiveOperationException {
        AccessChange change = new AccessChange(userId, START);
        var field = AccessChange.class.getDeclaredField("id");
        field.setAccessible(true);
        field.set(change, id);
        return change;
    }
}
