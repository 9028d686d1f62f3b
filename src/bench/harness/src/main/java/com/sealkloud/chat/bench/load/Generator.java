package com.sealkloud.chat.bench.load;

import com.sealkloud.chat.bench.load.Population.Stream;
import com.sealkloud.chat.bench.wire.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Connects a population to a system and lets it talk. */
public final class Generator implements AutoCloseable {

    /**
     * So many log in at the same time: not so many that SealKloud Chat would tell some of them to
     * come a little later.
     */
    private static final int AT_ONCE = 16;

    /** Without any progress for so long, what is missing is lost. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final EventLoop loop = new EventLoop();
    private final List<InetSocketAddress> servers;
    private final Wire wire;
    private final Population population;
    private final int textLength;
    private final Ledger ledger;
    private final Connection[] connections;
    private int opened;
    private volatile int ready;

    /** For a system with one address. */
    public Generator(InetSocketAddress server, Wire wire, Population population, int textLength) {
        this(List.of(server), wire, population, textLength);
    }

    /**
     * @param servers the nodes of a system, over which people are spread in turn
     * @param textLength characters of each message, at least 50
     */
    public Generator(List<InetSocketAddress> servers, Wire wire, Population population, int textLength) {
        this.servers = List.copyOf(servers);
        this.wire = wire;
        this.population = population;
        this.textLength = textLength;
        this.ledger = new Ledger(population, wire.echoes());
        this.connections = new Connection[population.people().size()];
    }

    /**
     * Logs everybody in and subscribes them.
     *
     * @return how long it took
     * @throws IllegalStateException if somebody could not
     */
    public Duration connect(Duration atMost) {
        long start = System.nanoTime();
        loop.run(() -> {
            ledger.onReady(this::oneIsReady);
            for (int i = 0; i < AT_ONCE; i++) {
                openNext();
            }
        });
        while (ready < connections.length) {
            String failure = loop.call(ledger::tally).failure();
            if (!failure.isEmpty() || System.nanoTime() - start > atMost.toNanos()) {
                throw new IllegalStateException(ready + " of " + connections.length + " are ready; " + failure);
            }
            LockSupport.parkNanos(1_000_000);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @SuppressWarnings("NonAtomicOperationOnVolatileField") // written by the loop's thread alone
    private void oneIsReady(Connection connection) {
        ready++;
        openNext();
    }

    private void openNext() {
        if (opened < connections.length) {
            try {
                InetSocketAddress server = servers.get(opened % servers.size());
                connections[opened] =
                        Connection.open(loop, server, wire, population.people().get(opened), ledger);
                opened++;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * From now on everything is heard and sent by so much later, at the most, and for less of the
     * processor.
     */
    public void rest(Duration duration) {
        loop.run(() -> loop.rest(duration));
    }

    /**
     * Sends at a constant rate, whatever the system does, one stream after the other.
     *
     * @param rate messages per second
     * @param warmUp so much at the beginning is not measured
     */
    public Measured openLoop(double rate, Duration warmUp, Duration measured) {
        return openLoop(population.streams(), rate, warmUp, measured);
    }

    /** The same for some of the population's streams; nothing is said in the others. */
    public Measured openLoop(List<Stream> streams, double rate, Duration warmUp, Duration measured) {
        long count = Math.round(rate * (warmUp.toMillis() + measured.toMillis()) / 1e3);
        return measure(warmUp, start -> {
            OpenLoop pacer = new OpenLoop(this::say, streams, start, rate, count);
            loop.pace(pacer);
            return pacer;
        });
    }

    /**
     * Every stream has so many messages under way all the time: the next one leaves when one is
     * acknowledged. Latencies are those of a full system, and tell how long its queue is.
     */
    public Measured closedLoop(int underWay, Duration warmUp, Duration measured) {
        return measure(warmUp, start -> {
            long end = start + warmUp.toNanos() + measured.toNanos();
            ClosedLoop pacer = new ClosedLoop(this::say, population.streams(), underWay, end);
            ledger.onReceipt(pacer::acknowledged);
            loop.pace(pacer);
            return pacer;
        });
    }

    private interface Beginning {
        Pace begin(long start);
    }

    private Measured measure(Duration warmUp, Beginning beginning) {
        Tally before = loop.call(ledger::tally);
        long cpuBefore = loop.cpuNanos();
        long start = System.nanoTime();
        Pace pacer = loop.call(() -> {
            ledger.measureFrom(start + warmUp.toNanos());
            return beginning.begin(start);
        });
        Tally after = awaitEnd(pacer);
        double seconds = (System.nanoTime() - start) / 1e9;
        double loopShare = (loop.cpuNanos() - cpuBefore) / 1e9 / seconds;
        loop.run(() -> loop.pace(null));
        return new Measured(
                after,
                after.sent() - before.sent(),
                after.delivered() - before.delivered(),
                after.receipts() - before.receipts(),
                seconds,
                loopShare);
    }

    private Tally awaitEnd(Pace pacer) {
        long progressAt = System.nanoTime();
        Tally last = loop.call(ledger::tally);
        while (System.nanoTime() - progressAt < PATIENCE.toNanos()) {
            LockSupport.parkNanos(20_000_000);
            // Asked first: a message that is sent between the two would not be in the tally.
            boolean isDone = loop.call(pacer::isDone);
            Tally now = loop.call(ledger::tally);
            if (isDone && now.isComplete() || now.failures() > 0) {
                return now;
            }
            if (now.delivered() > last.delivered() || now.receipts() > last.receipts()) {
                progressAt = System.nanoTime();
            }
            last = now;
        }
        return last;
    }

    private void say(Stream stream, long intended) {
        int number = ledger.said(stream, intended);
        wire.say(
                connections[stream.sender().index()],
                stream.room(),
                ledger.lastId(),
                Marker.text(stream.index(), number, intended, textLength));
    }

    @Override
    public void close() {
        loop.run(() -> {
            for (int i = 0; i < opened; i++) {
                connections[i].close();
            }
        });
        loop.close();
    }
}
