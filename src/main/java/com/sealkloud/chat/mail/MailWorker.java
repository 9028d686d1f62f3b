package com.sealkloud.chat.mail;

import com.sealkloud.chat.due.BackOff;
import com.sealkloud.chat.due.DueWorker;
import com.sealkloud.chat.lifecycle.DatabaseOutages;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Sends the mails that are due, one after the other on a thread of its own. A mail that the
 * server does not take is retried for a day, with growing pauses, and then given up.
 */
@Component
class MailWorker extends DueWorker {

    private static final Logger log = LoggerFactory.getLogger(MailWorker.class);

    private static final int AT_ONCE = 5;
    /** Longer than the timeouts of this many mails. */
    private static final Duration CLAIM = Duration.ofMinutes(5);

    private final Mails mails;
    private final MailRows rows;
    private final MailServer server;
    private final Map<String, LetterWriter> writers;
    private final MailProperties properties;
    private final BackOff backOff;
    private final MeterRegistry meters;
    private final Clock clock;

    MailWorker(
            Mails mails,
            MailRows rows,
            MailServer server,
            List<LetterWriter> writers,
            MailProperties properties,
            MeterRegistry meters,
            Clock clock) {
        super("chat-mail", properties.sweepInterval());
        this.mails = mails;
        this.rows = rows;
        this.server = server;
        this.writers = writers.stream().collect(Collectors.toMap(LetterWriter::kind, Function.identity()));
        this.properties = properties;
        this.backOff = new BackOff(properties.retryAfter(), 2, 8);
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public boolean isAutoStartup() {
        return mails.areSent();
    }

    @Override
    protected boolean workOffSome() {
        List<QueuedMail> due = rows.claim(clock.instant().plus(CLAIM), AT_ONCE);
        due.forEach(this::sendOrPostpone);
        return due.size() == AT_ONCE;
    }

    private void sendOrPostpone(QueuedMail mail) {
        Optional<Letter> letter;
        try {
            letter = Optional.ofNullable(writers.get(mail.kind()))
                    .flatMap(writer -> writer.write(mail.mailId(), mail.about()));
        } catch (RuntimeException e) {
            log.atLevel(DatabaseOutages.level(e)).log("A mail cannot be written: {}", e.getMessage());
            repeat(mail);
            return;
        }
        if (letter.isEmpty()) {
            rows.remove(mail);
            return;
        }
        switch (server.send(letter.get())) {
            case TAKEN -> {
                rows.remove(mail);
                count("sent");
            }
            case REFUSED -> giveUp(mail);
            case AWAY -> repeat(mail);
        }
    }

    private void repeat(QueuedMail mail) {
        Instant next = clock.instant().plus(backOff.after(mail.attempts(), null));
        if (next.isAfter(mail.createdAt().plus(properties.giveUpAfter()))) {
            giveUp(mail);
        } else {
            rows.postpone(mail, next);
            count("repeated");
        }
    }

    private void giveUp(QueuedMail mail) {
        log.warn("A mail is given up: {} for {}", mail.kind(), mail.about());
        rows.remove(mail);
        count("given_up");
    }

    private void count(String outcome) {
        meters.counter("chat.mail", "outcome", outcome).increment();
    }
}
