package com.sealkloud.chat.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.account.TestSettings;
import com.sealkloud.chat.token.Known;
import com.sealkloud.chat.token.LogInOrigin;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LogInThrottleTests {

    private static final int PER_USER = 10;
    private static final int PER_ADDRESS = 100;
    private static final LogInOrigin OFFICE = LogInOrigin.of("192.0.2.7", null);

    private final AtomicLong now = new AtomicLong();
    private final LogInThrottle throttle =
            new LogInThrottle(TestSettings.of("counts", 500).logIn(), new TimeMeter() {
                @Override
                public long currentTimeNanos() {
                    return now.get();
                }

                @Override
                public boolean isWallClockBased() {
                    return false;
                }
            });

    @Test
    void ofFiftyGuessesAtOnceTenAreLookedAt() {
        long passed = IntStream.range(0, 50)
                .parallel()
                .filter(i -> passes("ada", OFFICE, Known.NOTHING))
                .count();

        assertThat(passed).isEqualTo(PER_USER);
    }

    @Test
    void guessesSlowDownAndStrangersAreNeverShutOut() {
        Duration first = guessUntilRefused("ada");
        pass(Duration.ofMinutes(1));
        for (int i = 0; i < 50; i++) {
            pass(Duration.ofSeconds(6));
            passes("ada", stranger(i), Known.NOTHING);
        }
        Duration later = guessUntilRefused("ada");

        assertThat(first).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(6));
        assertThat(later).isBetween(Duration.ofSeconds(10), Duration.ofMinutes(1));
        pass(later);
        assertThat(passes("ada", stranger(7), Known.NOTHING)).isTrue();
    }

    @Test
    void knownDevicesAndNetworksGetInWhateverStrangersDo() {
        for (int i = 0; i < 200; i++) {
            passes("ada", stranger(i), Known.NOTHING);
        }
        assertThat(passes("ada", stranger(201), Known.NOTHING)).isFalse();

        assertThat(passes("ada", OFFICE, Known.NETWORK)).isTrue();
        for (int i = 0; i < 20; i++) {
            passes("ada", OFFICE, Known.NETWORK);
        }
        assertThat(passes("ada", OFFICE, Known.NETWORK))
                .as("guesses from the same network")
                .isFalse();
        assertThat(passes("ada", LogInOrigin.of("192.0.2.7", "d".repeat(64)), Known.DEVICE))
                .isTrue();
    }

    @Test
    void mistakesOfAnOfficeAreCountedOncePerPerson() {
        for (int i = 0; i < PER_ADDRESS - 1; i++) {
            for (int mistake = 0; mistake < 5; mistake++) {
                assertThat(passes("person-" + i, OFFICE, Known.NOTHING)).isTrue();
            }
        }
        assertThat(passes("carol", OFFICE, Known.NOTHING)).isTrue();

        assertThat(passes("dave", OFFICE, Known.NOTHING))
                .as("the hundred-and-first name")
                .isFalse();
        assertThat(passes("dave", OFFICE, Known.NETWORK)).isTrue();
    }

    @Test
    void rightPasswordsCostNothing() {
        for (int i = 0; i < 300; i++) {
            throttle.begin("person-" + i, OFFICE, Known.NOTHING).giveBack();
            throttle.begin("carol", OFFICE, Known.NOTHING).giveBack();
        }
    }

    @Test
    void refusedAttemptsTakeNothingFromOtherBudgets() {
        for (int i = 0; i < 200; i++) {
            passes("ada", stranger(1), Known.NOTHING);
        }

        assertThat(IntStream.range(0, PER_ADDRESS - 1).allMatch(i -> passes("person-" + i, stranger(1), Known.NOTHING)))
                .isTrue();
    }

    @Test
    void anIpv6NetworkIsOnePlace() {
        for (int i = 0; i < 20; i++) {
            passes("ada", LogInOrigin.of("2001:db8:1:2::" + Integer.toHexString(i + 1), null), Known.NETWORK);
        }
        assertThat(passes("ada", LogInOrigin.of("2001:db8:1:2:ffff::9", null), Known.NETWORK))
                .isFalse();
        assertThat(passes("ada", LogInOrigin.of("2001:db8:1:3::1", null), Known.NETWORK))
                .isTrue();

        long names = IntStream.range(0, 1000)
                .filter(i -> passes(
                        "name-" + i,
                        LogInOrigin.of("2001:db8:7:" + Integer.toHexString(i) + "::1", null),
                        Known.NOTHING))
                .count();
        assertThat(names).as("names tried from one /48").isEqualTo(4 * PER_ADDRESS);
    }

    @Test
    void placesAreReadAsTheyAre() {
        assertThat(LogInOrigin.of("::ffff:192.0.2.7", null)).isEqualTo(OFFICE);
        assertThat(LogInOrigin.of("2001:db8::1", null).site()).isEqualTo("20010db80000/48");
        assertThat(LogInOrigin.of("x".repeat(500), null).network()).hasSize(64);
    }

    @Test
    void itsMemoryIsBounded() {
        for (int i = 0; i < 5000; i++) {
            passes("name-" + i, stranger(i), Known.NOTHING);
        }

        assertThat(throttle.size()).isLessThanOrEqualTo(500);
    }

    @Test
    void namesThatTheirNetworkMayNotTryTakeNoMemory() {
        passes("ada", stranger(1), Known.NOTHING);
        long before = throttle.size();

        for (int i = 0; i < 5000; i++) {
            passes("name-" + i, OFFICE, Known.NOTHING);
        }

        assertThat(throttle.size()).isEqualTo(before + 1 + 2 * PER_ADDRESS);
    }

    private Duration guessUntilRefused(String username) {
        for (int i = 0; ; i++) {
            try {
                throttle.begin(username, stranger(i), Known.NOTHING);
            } catch (TooManyLogIns refusal) {
                return Duration.ofMillis(
                        ((Number) refusal.getBody().getProperties().get("retryAfterMs")).longValue());
            }
        }
    }

    @Test
    void rightPasswordsFromManyKnownPlacesAtOnceLeaveTurnsToOthers() {
        List<Attempt> underWay = IntStream.range(0, PER_USER)
                .mapToObj(i -> throttle.begin("dave", device(i), Known.DEVICE))
                .toList();

        assertThat(passes("dave", device(PER_USER), Known.DEVICE)).isFalse();
        assertThat(passes("carol", device(PER_USER), Known.DEVICE)).isTrue();

        underWay.forEach(Attempt::giveBack);
        assertThat(passes("dave", device(PER_USER), Known.DEVICE)).isTrue();
    }

    private static LogInOrigin device(int number) {
        return LogInOrigin.of("192.0.2.7", String.valueOf(number).repeat(32));
    }

    private boolean passes(String username, LogInOrigin origin, Known known) {
        try {
            throttle.begin(username, origin, known).end();
            return true;
        } catch (TooManyLogIns refusal) {
            return false;
        }
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private static LogInOrigin stranger(int number) {
        return LogInOrigin.of("198.51." + number / 250 + "." + (number % 250 + 1), null);
    }
}
