package com.sealkloud.chat.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The queue of pushes, with a database only. */
class PushMessagesTests {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final PushProperties PROPERTIES = new PushProperties(
            List.of(),
            List.of("web.push.apple.com", "fcm.googleapis.com"),
            "",
            Duration.ofHours(1),
            SOON,
            SOON,
            6,
            SOON,
            10);

    @Test
    void pushThatShowsNothingIsSentToNoServiceThatEndsSubscriptionsForIt() {
        SingleConnectionDataSource database = new SingleConnectionDataSource("jdbc:h2:mem:push-queue", "sa", "", true);
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration", "classpath:db/vendor/h2")
                .load()
                .migrate();
        JdbcClient jdbc = JdbcClient.create(database);
        PushSubscriptions subscriptions = new PushSubscriptions(jdbc, PROPERTIES, Clock.systemUTC());
        PushMessages queue =
                new PushMessages(subscriptions, jdbc, new JdbcTemplate(database), PROPERTIES, Clock.systemUTC());
        subscriptions.subscribe("lena", "https://web.push.apple.com/one", "key", "auth");
        subscriptions.subscribe("lena", "https://fcm.googleapis.com/fcm/send/two", "key", "auth");
        String firefox = subscriptions
                .subscribe("lena", "https://updates.push.services.mozilla.com/three", "key", "auth")
                .subscriptionId();
        queue.add(List.of(new WebPush.Message("lena", "chat-support", "m", "shown", WebPush.Urgency.HIGH)));
        List<PushMessages.Queued> shown = queue.claim(Instant.now(), 10, Set.of());
        shown.forEach(queue::sent);

        boolean anything = queue.withdraw("lena", "chat-support", "withdrawn");

        assertThat(shown).hasSize(3);
        assertThat(anything).isTrue();
        assertThat(queue.claim(Instant.now(), 10, Set.of()))
                .extracting(PushMessages.Queued::subscriptionId, PushMessages.Queued::payload)
                .containsExactly(tuple(firefox, "withdrawn"));
        database.destroy();
    }
}
