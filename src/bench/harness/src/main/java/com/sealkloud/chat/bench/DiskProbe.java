package com.sealkloud.chat.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * How long the disk takes, while a system is measured, for what any commit needs: a block that is
 * written and forced to it. No stored message is acknowledged faster, and a disk that stalls is not
 * taken for a slow system.
 */
final class DiskProbe implements AutoCloseable {

    private static final int BLOCK = 8 * 1024;
    private static final long NANOS_BETWEEN = 100_000_000;

    private final Path file;
    private final Histogram micros = new Histogram(60_000_000, 3);
    private final Thread thread = new Thread(this::probe, "bench-disk");
    private volatile boolean closed;

    private DiskProbe(Path folder) {
        this.file = folder.resolve("disk-probe");
    }

    static DiskProbe start(Path folder) {
        DiskProbe probe = new DiskProbe(folder);
        probe.thread.start();
        return probe;
    }

    private void probe() {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            while (!closed) {
                long start = System.nanoTime();
                channel.write(ByteBuffer.allocate(BLOCK), 0);
                channel.force(false);
                micros.recordValue((System.nanoTime() - start) / 1_000);
                LockSupport.parkNanos(NANOS_BETWEEN);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return in milliseconds; only after {@link #close} */
    Map<String, Double> figures() {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("machine: write p50 ms", micros.getValueAtPercentile(50) / 1e3);
        figures.put("machine: write p99 ms", micros.getValueAtPercentile(99) / 1e3);
        return figures;
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
            Files.deleteIfExists(file);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
