package com.sealkloud.chat.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The texts that the virtual machine of a process can still reach, from a dump of its heap in the
 * format HPROF.
 */
public final class Heap {

    /** A string has its characters in bytes, in one of these forms. */
    private static final List<Charset> ENCODINGS = List.of(StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16LE);

    /**
     * Longer ones that are of no string are the buffers of Tomcat, Jackson and the driver of
     * PostgreSQL, and so are characters. They are used again and again, and what was last in them
     * stays until then.
     */
    private static final int LONGEST = 3_000;

    private static final int SMALLEST_BUFFER = 1_024;

    private static final int ID = 8;
    private static final int BYTES = 8;

    private final ByteBuffer dump;
    private final String mark;
    private final Set<String> found = new TreeSet<>();

    /** The words in arrays that are buffers, unless a string has them. */
    private final Map<Long, Set<String>> ofArrays = new HashMap<>();

    private final Set<Long> ofStrings = new HashSet<>();
    private final Map<Long, String> names = new HashMap<>();
    private long stringClass;
    private int placeOfValue;

    private Heap(ByteBuffer dump, String mark) {
        this.dump = dump;
        this.mark = mark;
    }

    /**
     * @param mark in lower case
     * @param file where the dump is written meanwhile, which takes as much space as the heap
     * @return the words that begin with the mark, and that stand in a text which some object has
     *     that is still reachable
     */
    public static Set<String> wordsOf(Process process, String mark, Path file) {
        try {
            Files.deleteIfExists(file);
            // It collects the garbage before.
            Process command = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            String.valueOf(process.pid()),
                            "GC.heap_dump",
                            file.toString())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (command.waitFor() != 0 || !Files.exists(file)) {
                throw new IllegalStateException(output);
            }
            try (FileChannel channel = FileChannel.open(file)) {
                return new Heap(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()), mark).words();
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Set<String> words() {
        while (dump.get() != 0) {
            // Still the name of the format.
        }
        if (dump.getInt() != ID) {
            throw new IllegalStateException("Ids of this virtual machine are not as long as expected");
        }
        skip(8);
        while (dump.hasRemaining()) {
            int tag = dump.get();
            skip(4);
            int end = dump.getInt() + dump.position();
            switch (tag) {
                case 0x01 -> readName(end);
                case 0x02 -> readClass();
                case 0x0c, 0x1c -> readObjects(end);
                default -> {}
            }
            dump.position(end);
        }
        ofArrays.keySet().retainAll(ofStrings);
        ofArrays.values().forEach(found::addAll);
        return found;
    }

    private void readName(int end) {
        long id = dump.getLong();
        byte[] name = new byte[end - dump.position()];
        dump.get(name);
        names.put(id, new String(name, StandardCharsets.UTF_8));
    }

    private void readClass() {
        skip(4);
        long id = dump.getLong();
        skip(4);
        if ("java/lang/String".equals(names.get(dump.getLong()))) {
            stringClass = id;
        }
    }

    private void skip(int octets) {
        dump.position(dump.position() + octets);
    }

    private void readObjects(int end) {
        while (dump.position() < end) {
            int tag = dump.get() & 0xff;
            switch (tag) {
                case 0xff, 0x05, 0x07 -> skip(ID);
                case 0x01, 0x02, 0x03, 0x08 -> skip(ID + 8);
                case 0x04, 0x06 -> skip(ID + 4);
                case 0x20 -> readFields();
                case 0x21 -> readObject();
                case 0x22 -> {
                    skip(ID + 4);
                    int length = dump.getInt();
                    skip(ID + ID * length);
                }
                case 0x23 -> readArray();
                default -> throw new IllegalStateException("The dump has a record of the type " + tag);
            }
        }
    }

    private void readObject() {
        skip(ID + 4);
        boolean isString = dump.getLong() == stringClass;
        int end = dump.getInt() + dump.position();
        if (isString) {
            ofStrings.add(dump.getLong(dump.position() + placeOfValue));
        }
        dump.position(end);
    }

    private void readFields() {
        boolean isString = dump.getLong() == stringClass;
        skip(4 + 6 * ID + 4);
        for (int constants = dump.getShort(); constants > 0; constants--) {
            skip(2);
            skip(size(dump.get()));
        }
        for (int fields = dump.getShort(); fields > 0; fields--) {
            skip(ID);
            skip(size(dump.get()));
        }
        int place = 0;
        for (int fields = dump.getShort(); fields > 0; fields--) {
            String name = names.get(dump.getLong());
            if (isString && "value".equals(name)) {
                placeOfValue = place;
            }
            place += size(dump.get());
        }
    }

    private static int size(int type) {
        return switch (type) {
            case 2, 7, 11 -> 8;
            case 6, 10 -> 4;
            case 5, 9 -> 2;
            case 4, BYTES -> 1;
            default -> throw new IllegalStateException("The dump has values of the type " + type);
        };
    }

    private void readArray() {
        long id = dump.getLong();
        skip(4);
        int length = dump.getInt();
        int type = dump.get();
        int end = dump.position() + length * size(type);
        if (type == BYTES) {
            byte[] content = new byte[length];
            dump.get(content);
            Set<String> words = words(content);
            if (!isBuffer(length)) {
                found.addAll(words);
            } else if (!words.isEmpty()) {
                ofArrays.put(id, words);
            }
        }
        dump.position(end);
    }

    private static boolean isBuffer(int length) {
        return length > LONGEST || length >= SMALLEST_BUFFER && Integer.bitCount(length) == 1;
    }

    private Set<String> words(byte[] content) {
        Set<String> words = new TreeSet<>();
        String octets = new String(content, StandardCharsets.ISO_8859_1);
        for (Charset encoding : ENCODINGS) {
            int at = octets.indexOf(new String(mark.getBytes(encoding), StandardCharsets.ISO_8859_1));
            if (at >= 0) {
                String text = new String(content, at, content.length - at, encoding);
                Traces.words(text, mark).forEach(words::add);
            }
        }
        return words;
    }
}
