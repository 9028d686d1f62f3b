package com.sealkloud.chat.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.testing.MailReceiver;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** The queue of mails, with a database and a mail server only. */
class MailWorkerTests {

    private final SingleConnectionDataSource database =
            new SingleConnectionDataSource("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "", true);
    private final MailReceiver receiver = new MailReceiver();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final JdbcTemplate jdbc = new JdbcTemplate(database);
    private final MailRows rows = new MailRows(jdbc, Clock.systemUTC());
    private boolean isWanted = true;
    private String recipient = "carol@example.org";

    @BeforeEach
    void migrate() {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration", "classpath:db/vendor/h2")
                .load()
                .migrate();
    }

    @AfterEach
    void close() {
        receiver.close();
        database.destroy();
    }

    @Test
    void aMailIsSentOnceAsTextAndAsHtmlInTheLanguageOfItsReader() {
        Post post = post(Duration.ofDays(1), 10);
        post.mails().queue("greeting", "carol");
        post.mails().queue("greeting", "carol");

        post.worker().workOffSome();
        post.worker().workOffSome();

        assertThat(receiver.mailsTo("carol@example.org"))
                .containsExactly(new MailReceiver.Mail(
                        "Helpdesk <help@example.org>",
                        "carol@example.org",
                        "Grüße",
                        "Hallo carol",
                        "<p>Hallo carol</p>",
                        "de"));
        assertThat(rows.count()).isZero();
        assertThat(count("sent")).isEqualTo(1);
        assertThat(post.health().health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void mailsWaitForAMailServerThatIsAway() {
        Post post = post(Duration.ofDays(1), 10);
        receiver.goAway();
        post.mails().queue("greeting", "carol");

        post.worker().workOffSome();

        assertThat(rows.count()).isEqualTo(1);
        assertThat(count("repeated")).isEqualTo(1);
        assertThat(post.health().health().getStatus()).isEqualTo(Status.UNKNOWN);

        receiver.comeBack();
        isDueNow();
        post.worker().workOffSome();

        assertThat(receiver.mailsTo("carol@example.org")).hasSize(1);
        assertThat(rows.count()).isZero();
        assertThat(post.health().health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void aMailIsGivenUpAfterItsTime() {
        Post post = post(Duration.ofSeconds(1), 10);
        receiver.goAway();
        post.mails().queue("greeting", "carol");

        post.worker().workOffSome();

        assertThat(rows.count()).isZero();
        assertThat(count("given_up")).isEqualTo(1);
    }

    @Test
    void aMailThatIsNotWantedAnyMoreIsNotSent() {
        Post post = post(Duration.ofDays(1), 10);
        post.mails().queue("greeting", "carol");
        isWanted = false;

        post.worker().workOffSome();

        assertThat(rows.count()).isZero();
        assertThat(receiver.mailsTo("carol@example.org")).isEmpty();
    }

    /** Line breaks in an address or a subject would be headers of the sender's choice. */
    @Test
    void aMailThatCannotBeSentHoldsUpNoOther() {
        Post post = post(Duration.ofDays(1), 10);
        recipient = "carol@example.org\r\nBcc: dave@example.org";
        post.mails().queue("greeting", "carol");
        post.worker().workOffSome();
        recipient = "dave@example.org";
        post.mails().queue("greeting", "dave");

        post.worker().workOffSome();

        assertThat(receiver.mailsTo("dave@example.org"))
                .extracting(MailReceiver.Mail::text)
                .containsExactly("Hallo dave");
    }

    @Test
    void anAddressThatIsNoneIsGivenUpAndSaysNothingAboutTheServer() {
        Post post = post(Duration.ofDays(1), 10);
        recipient = "carol..d@example.org";
        post.mails().queue("greeting", "carol");

        post.worker().workOffSome();

        assertThat(rows.count()).isZero();
        assertThat(count("given_up")).isEqualTo(1);
        assertThat(post.health().health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void moreThanTheBoundDoNotWait() {
        Post post = post(Duration.ofDays(1), 1);
        post.mails().queue("greeting", "carol");

        assertThatThrownBy(() -> post.mails().queue("greeting", "dave"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("Too many mails");
    }

    @Test
    void noneIsSentWithoutASendersAddress() {
        MailProperties without =
                new MailProperties("", "", Duration.ofSeconds(30), Duration.ofDays(1), Duration.ofSeconds(2), 10);

        assertThat(post(without).mails().areSent()).isFalse();
        assertThat(post(without).worker().isAutoStartup()).isFalse();
    }

    private record Post(Mails mails, MailWorker worker, MailHealth health) {}

    private Post post(Duration giveUpAfter, int most) {
        return post(new MailProperties(
                "Helpdesk <help@example.org>",
                "https://chat.example.org",
                Duration.ofSeconds(30),
                giveUpAfter,
                Duration.ofSeconds(2),
                most));
    }

    private Post post(MailProperties properties) {
        JavaMailSenderImpl smtp = new JavaMailSenderImpl();
        smtp.setHost("127.0.0.1");
        smtp.setPort(receiver.port());
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        beans.addBean("mailSender", smtp);
        MailServer server = new MailServer(beans.getBeanProvider(JavaMailSender.class), properties);
        Mails mails = new Mails(rows, properties, beans.getBeanProvider(JavaMailSender.class));
        MailWorker worker =
                new MailWorker(mails, rows, server, List.of(new Greetings()), properties, meters, Clock.systemUTC());
        return new Post(mails, worker, new MailHealth(mails, server));
    }

    private final class Greetings implements LetterWriter {

        @Override
        public String kind() {
            return "greeting";
        }

        @Override
        public Optional<Letter> write(String mailId, String about) {
            return isWanted
                    ? Optional.of(new Letter(recipient, "de", "Grüße", "Hallo " + about, "<p>Hallo " + about + "</p>"))
                    : Optional.empty();
        }
    }

    private void isDueNow() {
        jdbc.update("update outgoing_mail set due_at = created_at");
    }

    private double count(String outcome) {
        return meters.counter("chat.mail", "outcome", outcome).count();
    }
}
