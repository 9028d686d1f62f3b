package com.sealkloud.chat.bench.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What some processes have used, from {@code /proc}.
 *
 * @param cpuSeconds user and system time, that of children who have ended included
 * @param residentKilobytes resident memory; what processes share, such as PostgreSQL's buffers, is counted once
 */
public record Usage(double cpuSeconds, long residentKilobytes) {

    private static final double TICKS_PER_SECOND = 100;

    static Usage of(List<Long> roots) {
        List<ProcessHandle> all = roots.stream()
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
                .distinct()
                .toList();
        return new Usage(
                all.stream().mapToDouble(process -> cpuSeconds(process.pid())).sum(),
                all.stream().mapToLong(process -> residentKilobytes(process.pid())).sum());
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

    private static long residentKilobytes(long pid) {
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
            // That is what Linux says of a process that has ended and that its parent has not buried yet.
            if ("No such process".equals(e.getReason())) {
                return "";
            }
            throw new UncheckedIOException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
