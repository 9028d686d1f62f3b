package com.sealkloud.chat.bench.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What some processes have used, from {@code /proc}.
 *
 * @param cpuSecondsByProgram user and system time, that of children included, by the name of the
 *     program
 * @param kilobytesByProgram resident memory, likewise; what processes share, such as PostgreSQL's
 *     buffers, is counted once
 */
public record Usage(Map<String, Double> cpuSecondsByProgram, Map<String, Double> kilobytesByProgram) {

    private static final double TICKS_PER_SECOND = 100;

    static Usage of(List<Long> roots) {
        Map<String, Double> cpuSeconds = new TreeMap<>();
        Map<String, Double> kilobytes = new TreeMap<>();
        for (long root : roots) {
            String program = read(root, "comm").strip();
            for (long pid : withDescendants(root)) {
                cpuSeconds.merge(program, cpuSeconds(pid), Double::sum);
                kilobytes.merge(program, residentKilobytes(pid), Double::sum);
            }
        }
        return new Usage(cpuSeconds, kilobytes);
    }

    private static List<Long> withDescendants(long root) {
        return ProcessHandle.of(root).stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .map(ProcessHandle::pid)
                .toList();
    }

    /** Resident memory of all programs together. */
    public double megabytes() {
        return sum(kilobytesByProgram) / 1024;
    }

    /** @return kilobytes of memory that each of so many things has taken since then, by program */
    public Map<String, Double> kilobytesPer(long count, String thing, Usage earlier) {
        Map<String, Double> each = new TreeMap<>();
        kilobytesByProgram.forEach((program, kilobytes) -> each.put(
                "kB per " + thing + ", " + program,
                (kilobytes - earlier.kilobytesByProgram.getOrDefault(program, 0.0)) / count));
        return each;
    }

    /** All programs together. */
    public double cpuSecondsSince(Usage earlier) {
        return sum(cpuSecondsByProgram) - sum(earlier.cpuSecondsByProgram);
    }

    /**
     * @return milliseconds of processor time for each of so many things done since then, by program
     */
    public Map<String, Double> cpuMillisPer(long count, String thing, Usage earlier) {
        Map<String, Double> millis = new TreeMap<>();
        cpuSecondsByProgram.forEach((program, seconds) -> millis.put(
                "CPU ms per " + thing + ", " + program,
                1e3 * (seconds - earlier.cpuSecondsByProgram.getOrDefault(program, 0.0)) / count));
        return millis;
    }

    private static double sum(Map<String, Double> byProgram) {
        return byProgram.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static double cpuSeconds(long pid) {
        String stat = read(pid, "stat");
        // The name, in parentheses, may contain anything.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).trim().split(" ");
        double ticks = 0;
        for (int field = 11; field < Math.min(15, fields.length); field++) {
            ticks += Long.parseLong(fields[field]);
        }
        return ticks / TICKS_PER_SECOND;
    }

    private static double residentKilobytes(long pid) {
        return read(pid, "smaps_rollup")
                .lines()
                .filter(line -> line.startsWith("Pss:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    /** @return an empty string if the process has ended meanwhile */
    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(pid), file));
        } catch (NoSuchFileException gone) {
            return "";
        } catch (FileSystemException e) {
            // That is what Linux says of a process that has ended and that its parent has not
            // buried yet.
            if ("No such process".equals(e.getReason())) {
                return "";
            }
            throw new UncheckedIOException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
