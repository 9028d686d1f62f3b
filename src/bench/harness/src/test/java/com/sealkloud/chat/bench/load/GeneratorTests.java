package com.sealkloud.chat.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.bench.wire.PlainWire;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * The generator of the benchmark against the null server: it counts right, and notices every fault.
 */
class GeneratorTests {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void countsEveryDeliveryAndReceiptOfAnOpenLoop() {
        Measured measured = crowdOf(40, delivery -> 1);

        assertThat(measured.tally().fault()).isEmpty();
        assertThat(measured.sent()).isEqualTo(200);
        assertThat(measured.delivered()).isEqualTo(200 * 40);
        assertThat(measured.receipts()).isEqualTo(200);
        assertThat(measured.tally().deliveryMicros().getTotalCount()).isEqualTo(200 * 40);
        assertThat(measured.loopShare()).isBetween(0.0, 1.0);
    }

    @Test
    void measuresNothingOfTheWarmUp() {
        try (NullServer server = new NullServer(0, delivery -> 1);
                Generator generator = generator(server, Population.crowd(5, 1))) {
            generator.connect(Duration.ofSeconds(20));
            Measured measured = generator.openLoop(100, SECOND, SECOND);

            assertThat(measured.tally().fault()).isEmpty();
            assertThat(measured.sent()).isEqualTo(200);
            assertThat(measured.tally().deliveryMicros().getTotalCount()).isEqualTo(100 * 5);
        }
    }

    @Test
    void keepsEveryStreamBusyInAClosedLoop() {
        try (NullServer server = new NullServer(0, delivery -> 1);
                Generator generator = generator(server, Population.crowd(4, 4))) {
            generator.connect(Duration.ofSeconds(20));
            Measured measured = generator.closedLoop(2, Duration.ZERO, SECOND);

            assertThat(measured.tally().fault()).isEmpty();
            assertThat(measured.receipts()).isEqualTo(measured.sent()).isGreaterThan(8);
        }
    }

    @Test
    void noticesWhatIsLostRepeatedAndLeftOut() {
        assertThat(crowdOf(10, delivery -> delivery == 777 ? 0 : 1).tally().fault())
                .contains("1 missing");
        assertThat(crowdOf(10, delivery -> delivery == 777 ? 2 : 1).tally().fault())
                .contains("1 repeated");
        assertThat(crowdOf(10, delivery -> delivery >= 1_990 ? 0 : 1).tally().fault())
                .contains("10 of 2000 deliveries lost");
    }

    /** A second of two hundred messages. */
    private static Measured crowdOf(int people, NullServer.Mangler mangler) {
        try (NullServer server = new NullServer(0, mangler);
                Generator generator = generator(server, Population.crowd(people, 2))) {
            generator.connect(Duration.ofSeconds(20));
            return generator.openLoop(200, Duration.ZERO, SECOND);
        }
    }

    private static Generator generator(NullServer server, Population population) {
        return new Generator(server.address(), new PlainWire(), population, 200);
    }
}
