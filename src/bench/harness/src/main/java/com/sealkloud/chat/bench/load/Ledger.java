package com.sealkloud.chat.bench.load;

import com.sealkloud.chat.bench.load.Population.Stream;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.HdrHistogram.Histogram;

/**
 * Who has heard what. Of every stream, everybody in its room has to hear 1, 2, 3 … once and in this
 * order; anything else is counted and makes the run void. Belongs to the loop's thread.
 */
public final class Ledger {

    private static final long LONGEST_MICROS = 120_000_000;
    private static final int REMEMBERED = 1 << 20;

    private final Population population;
    private final boolean echoes;

    /**
     * A system that has stored an id once does not store it again: those of an earlier ledger must
     * not come back.
     */
    private final long firstId = System.nanoTime() / 1_000;

    private final int[][] heard;
    private final int[] said;
    private final int[] streamOf = new int[REMEMBERED];
    private final long[] intendedOf = new long[REMEMBERED];
    private final Histogram deliveryMicros = new Histogram(LONGEST_MICROS, 3);
    private final Histogram receiptMicros = new Histogram(LONGEST_MICROS, 3);
    private Consumer<Connection> onReady = ready -> {};
    private IntConsumer onReceipt = stream -> {};
    private long measuredFrom;
    private long sent;
    private long expected;
    private long delivered;
    private long receipts;
    private long missing;
    private long repeated;
    private long unknown;
    private int failures;
    private String failure = "";

    /** @param echoes whether a system's receipt is the sender's own message coming back */
    Ledger(Population population, boolean echoes) {
        this.population = population;
        this.echoes = echoes;
        this.heard = new int[population.people().size()][population.streams().size()];
        this.said = new int[population.streams().size()];
    }

    void onReady(Consumer<Connection> listener) {
        onReady = listener;
    }

    void onReceipt(IntConsumer listener) {
        onReceipt = listener;
    }

    void ready(Connection connection) {
        onReady.accept(connection);
    }

    void failed(Connection connection, String reason) {
        failures++;
        failure = connection.person().id() + ": " + reason;
    }

    /** Forgets the latencies; only what is meant to be sent from then on is measured. */
    void measureFrom(long nanoTime) {
        measuredFrom = nanoTime;
        deliveryMicros.reset();
        receiptMicros.reset();
    }

    /** @return the number of the message within its stream */
    int said(Stream stream, long intended) {
        int slot = (int) sent++ & (REMEMBERED - 1);
        streamOf[slot] = stream.index();
        intendedOf[slot] = intended;
        expected += stream.room().members().size();
        return ++said[stream.index()];
    }

    /** @return the id of the message that was noted last, for its receipt */
    long lastId() {
        return firstId + sent - 1;
    }

    void delivered(Connection connection, int stream, int number, long intended) {
        if (stream >= said.length || number > said[stream]) {
            unknown++;
            return;
        }
        int[] known = heard[connection.person().index()];
        int last = known[stream];
        if (number == last + 1) {
            delivered++;
        } else if (number > last) {
            missing += number - last - 1;
            delivered++;
        } else {
            repeated++;
            return;
        }
        known[stream] = number;
        if (intended >= measuredFrom) {
            deliveryMicros.recordValue(micros(intended));
        }
        if (echoes && population.streams().get(stream).sender() == connection.person()) {
            receipt(stream, intended);
        }
    }

    /** To be called by a wire whose system says that it has a message. */
    public void acknowledged(long id) {
        long number = id - firstId;
        if (number < 0 || number >= sent) {
            unknown++;
            return;
        }
        int slot = (int) number & (REMEMBERED - 1);
        receipt(streamOf[slot], intendedOf[slot]);
    }

    private void receipt(int stream, long intended) {
        receipts++;
        if (intended >= measuredFrom) {
            receiptMicros.recordValue(micros(intended));
        }
        onReceipt.accept(stream);
    }

    private static long micros(long intended) {
        return Math.min(LONGEST_MICROS, Math.max(0, (System.nanoTime() - intended) / 1_000));
    }

    Tally tally() {
        return new Tally(
                sent,
                expected,
                delivered,
                receipts,
                missing,
                repeated,
                unknown,
                failures,
                failure,
                deliveryMicros.copy(),
                receiptMicros.copy());
    }
}
