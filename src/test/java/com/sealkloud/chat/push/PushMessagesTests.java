package com.sealkloud.chat.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.sealkloud.chat.encryption.Sealings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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

    private final SingleConnectionDataSource database =
            new SingleConnectionDataSource("jdbc:h2:mem:push-queue", "sa", "", true);
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final PushSubscriptions subscriptions = new PushSubscriptions(jdbc, null, PROPERTIES, Clock.systemUTC());
    private final PushMessages messages = new PushMessages(
            subscriptions,
            Sealings.columnsOff(new JdbcTemplate(database)),
            jdbc,
            new JdbcTemplate(database),
            PROPERTIES,
            Clock.systemUTC());
    private final PushRows queue = new PushRows(
            Sealings.columnsOff(new JdbcTemplate(database)), new JdbcTemplate(database), PROPERTIES, Clock.systemUTC());

    @BeforeEach
    void create() {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration", "classpath:db/vendor/h2")
                .load()
                .migrate();
    }

    @AfterEach
    void drop() {
        database.destroy();
    }

    @Test
    void pushThatShowsNothingIsSentToNoServiceThatEndsSubscriptionsForIt() {
        String apple = subscribe("https://web.push.apple.com/one");
        subscribe("https://fcm.googleapis.com/fcm/send/two");
        String firefox = subscribe("https://updates.push.services.mozilla.com/three");
        assertThat(show()).hasSize(3);

        boolean anything = messages.withdraw("lena", "chat-support", "withdrawn", null);

        assertThat(anything).isTrue();
        assertThat(queue.claim(Instant.now(), 10, Set.of()))
                .extracting(PushRows.Queued::subscriptionId, PushRows.Queued::payload)
                .doesNotContain(tuple(apple, "withdrawn"))
                .containsExactly(tuple(firefox, "withdrawn"));
    }

    @Test
    void whereSomethingHasToBeShownSomethingElseTakesThePlaceOfWhatWasDeleted() {
        String apple = subscribe("https://web.push.apple.com/one");
        String firefox = subscribe("https://updates.push.services.mozilla.com/three");
        show();

        boolean anything = messages.withdraw("lena", "chat-support", "withdrawn", "deleted");

        assertThat(anything).isTrue();
        List<PushRows.Queued> sent = queue.claim(Instant.now(), 10, Set.of());
        assertThat(sent)
                .extracting(PushRows.Queued::subscriptionId, PushRows.Queued::payload)
                .containsExactlyInAnyOrder(tuple(apple, "deleted"), tuple(firefox, "withdrawn"));
        sent.forEach(queue::sent);
        assertThat(messages.withdraw("lena", "chat-support", "withdrawn", null))
                .as("there is nothing left that could be read")
                .isFalse();
    }

    @Test
    void whatWaitsIsForgottenWithItsWordsAndWhatWasShownCanStillBeWithdrawn() {
        subscribe("https://updates.push.services.mozilla.com/three");
        show();
        messages.forgetWords(List.of("m"));
        assertThat(payloads()).containsExactly("");
        assertThat(queue.claim(Instant.now(), 10, Set.of())).isEmpty();

        assertThat(messages.withdraw("lena", "chat-support", "withdrawn", null)).isTrue();
        messages.forgetWords(List.of("m"));
        assertThat(payloads()).containsExactly("withdrawn");

        messages.add(List.of(new WebPush.Message("lena", "chat-support", "n", "later", WebPush.Urgency.HIGH)));
        messages.forgetWords(List.of("m"));
        assertThat(payloads()).containsExactly("later");

        messages.forgetWords(List.of("n"));
        assertThat(payloads()).isEmpty();
    }

    private List<String> payloads() {
        return jdbc.sql("select payload from push_message").query(String.class).list();
    }

    private String subscribe(String endpoint) {
        return subscriptions.subscribe("lena", endpoint, "key", "auth", null).subscriptionId();
    }

    private List<PushRows.Queued> show() {
        messages.add(List.of(new WebPush.Message("lena", "chat-support", "m", "shown", WebPush.Urgency.HIGH)));
        List<PushRows.Queued> shown = queue.claim(Instant.now(), 10, Set.of());
        shown.forEach(queue::sent);
        return shown;
    }
}
