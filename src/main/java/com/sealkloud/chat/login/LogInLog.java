package com.sealkloud.chat.login;

import com.sealkloud.chat.account.AccountProperties;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.token.LogInOrigin;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Logs failed logins, and why a provider's token or SCIM call was refused. Outsiders cause these,
 * so the number of lines per minute is limited, and one line counts the rest.
 */
@Component
public class LogInLog {

    private static final Logger log = LoggerFactory.getLogger(LogInLog.class);

    private final Bucket lines;
    private final MeterRegistry meters;
    private final AtomicLong unwritten = new AtomicLong();

    LogInLog(AccountProperties properties, MeterRegistry meters) {
        this.meters = meters;
        int perMinute = properties.logIn().logLines();
        lines = Bucket.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                .withCustomTimePrecision(TimeMeter.SYSTEM_NANOTIME)
                .build();
    }

    void failed(Optional<Person> person, LogInOrigin origin) {
        if (mayWrite("wrong")) {
            log.warn("A login of {} failed, from {}", name(person), printable(origin.network()));
        }
    }

    void throttled(Optional<Person> person, LogInOrigin origin) {
        if (mayWrite("too_early")) {
            log.warn(
                    "A login of {} was throttled after failed ones, from {}",
                    name(person),
                    printable(origin.network()));
        }
    }

    /** @param reason must not quote the token */
    void refused(String reason) {
        if (mayWrite("token")) {
            log.warn("A token of the identity provider was refused: {}", reason);
        }
    }

    /** @param reason must quote nothing secret */
    void providerRefused(String reason) {
        if (mayWrite("provider")) {
            log.warn("A login through the identity provider was refused: {}", reason);
        }
    }

    /** @param reason must not quote the token */
    public void scimRefused(String reason) {
        if (mayWrite("scim")) {
            log.warn("A SCIM call was refused: {}", reason);
        }
    }

    /** The provider's keys are not to be had: no fault of the token's. */
    void unchecked() {
        if (mayWrite("unchecked")) {
            log.warn("A token of the identity provider cannot be checked: its keys cannot be fetched at the moment");
        }
    }

    @Scheduled(fixedDelayString = "PT1M")
    void countTheRest() {
        long count = unwritten.getAndSet(0);
        if (count > 0) {
            log.warn("{} more failed logins and refused tokens within a minute", count);
        }
    }

    private boolean mayWrite(String why) {
        meters.counter("chat.log.ins.refused", "why", why).increment();
        if (lines.tryConsume(1)) {
            return true;
        }
        unwritten.incrementAndGet();
        return false;
    }

    /** Never the typed name: users sometimes type their password there. */
    private static String name(Optional<Person> person) {
        return person.map(Person::userId).orElse("an unknown user");
    }

    /** A proxy may pass on what a client has sent. */
    private static String printable(String address) {
        return address.replaceAll("[^0-9A-Za-z.:/_-]", "?");
    }
}
