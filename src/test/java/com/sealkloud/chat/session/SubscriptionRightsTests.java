package com.sealkloud.chat.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Principal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SubscriptionRightsTests {

    private final Principal carol = () -> "carol";
    private final List<Collection<String>> questions = new ArrayList<>();

    /** Permits what ends in a. */
    private final class Rooms implements SubscriptionPolicy {
        @Override
        public boolean covers(String destination) {
            return destination.startsWith("/topic/room.");
        }

        @Override
        public boolean permits(Principal principal, String destination) {
            throw new IllegalStateException("asked for each");
        }

        @Override
        public Set<String> permitted(Principal principal, Collection<String> destinations) {
            questions.add(Set.copyOf(destinations));
            return Set.of("/topic/room.a");
        }
    }

    private static final class Everything implements SubscriptionPolicy {
        @Override
        public boolean covers(String destination) {
            return !destination.equals("/topic/nobody");
        }

        @Override
        public boolean permits(Principal principal, String destination) {
            return true;
        }
    }

    @Test
    void aPolicyIsAskedOnceForAllSubscriptions() {
        SubscriptionRights rights = new SubscriptionRights(List.of(new Rooms(), new Everything()));

        assertThat(rights.permitted(carol, List.of("/topic/room.a", "/topic/x", "/topic/room.b", "/topic/nobody")))
                .containsExactlyInAnyOrder("/topic/room.a", "/topic/x");

        assertThat(questions).containsExactly(Set.of("/topic/room.a", "/topic/room.b"));
        assertThat(rights.permits(carol, "/topic/room.b")).isFalse();
        assertThat(rights.permits(carol, "/topic/nobody")).isFalse();
    }
}
