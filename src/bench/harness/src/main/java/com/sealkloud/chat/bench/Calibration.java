package com.sealkloud.chat.bench;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * How fast the machine is right now: on a virtual one, neighbours take part of it. A system that
 * was measured in a slower minute than another is not to be blamed for it.
 */
final class Calibration {

    private static final long NANOS = 400_000_000;

    /** More than a processor's own caches hold, and about what it shares with others. */
    private static final int[] MEMORY = new SplittableRandom(4711).ints(8 << 20).toArray();

    private Calibration() {}

    /**
     * @return what all cores do at the same time in a second: blocks of 4 KB hashed, and reads at
     *     places that nobody foresees; in thousands
     */
    static Map<String, Double> measure() {
        Map<String, Double> speed = new LinkedHashMap<>();
        speed.put("machine: hashes", onAllCores(Calibration::hashes));
        speed.put("machine: reads", onAllCores(Calibration::reads));
        return speed;
    }

    private static double onAllCores(LongSupplier work) {
        int cores = Runtime.getRuntime().availableProcessors();
        return IntStream.range(0, cores)
                        .mapToObj(core -> CompletableFuture.supplyAsync(work::getAsLong, task -> new Thread(task).start()))
                        .toList()
                        .stream()
                        .mapToLong(CompletableFuture::join)
                        .sum()
                / (NANOS / 1e9)
                / 1e3;
    }

    private static long hashes() {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            byte[] block = new byte[4096];
            long count = 0;
            for (long end = System.nanoTime() + NANOS; System.nanoTime() < end; count++) {
                sha.update(block);
            }
            return count;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long reads() {
        long count = 0;
        int place = 0;
        for (long end = System.nanoTime() + NANOS; System.nanoTime() < end; count += 1_000) {
            for (int i = 0; i < 1_000; i++) {
                place = MEMORY[(place ^ i) & (MEMORY.length - 1)];
            }
        }
        // Keeps the loop: nobody can know that it is not so.
        return place == Integer.MIN_VALUE ? 0 : count;
    }
}
