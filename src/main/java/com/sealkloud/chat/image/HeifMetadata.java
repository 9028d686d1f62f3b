package com.sealkloud.chat.image;

import com.sealkloud.chat.image.Pictures.BrokenPictureException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Overwrites what a HEIC or AVIF picture (ISO/IEC 23008-12) tells beside the picture: its Exif and
 * XMP items, such as the place where it was taken. Everything stays at its position, to which other
 * parts of the file refer.
 */
final class HeifMetadata {

    private static final Set<String> TYPES = Set.of("image/heic", "image/heif", "image/avif");

    /** More than the descriptions of a picture of thousands of tiles need. */
    private static final int LARGEST_DESCRIPTION = 256 << 10;

    private static final String EXIF = "Exif";
    private static final String XMP = "mime";

    /** A directory without an entry. */
    private static final byte[] NO_EXIF = "\0\0\0\0MM\0*\0\0\0\u0008\0\0".getBytes(StandardCharsets.ISO_8859_1);

    private static final int IN_FILE = 0;
    private static final int IN_DESCRIPTION = 1;

    private final RandomAccessFile file;
    private final Set<Long> exif = new HashSet<>();
    private final Set<Long> xmp = new HashSet<>();
    private long embedded = -1;
    private long embeddedEnd;

    private HeifMetadata(RandomAccessFile file) {
        this.file = file;
    }

    static boolean isIn(String contentType) {
        return TYPES.contains(contentType);
    }

    /** @throws BrokenPictureException if the file cannot be understood */
    static void blank(Path path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            new HeifMetadata(file).blank();
        } catch (BufferUnderflowException e) {
            throw new BrokenPictureException("has a wrong box");
        }
    }

    private void blank() throws IOException {
        long at = 0;
        while (at + 8 <= file.length()) {
            Box box = box(at);
            if (box.type.equals("meta")) {
                describe(box);
            } else if (box.type.equals("uuid")) {
                file.seek(at + 4);
                file.write("free".getBytes(StandardCharsets.US_ASCII));
                overwrite(box.content, box.end - box.content, new byte[0], (byte) 0);
            }
            at = box.end;
        }
    }

    /** A part of the file. */
    private record Box(String type, long content, long end) {}

    private Box box(long at) throws IOException {
        file.seek(at);
        long size = file.readInt() & 0xFFFFFFFFL;
        byte[] name = new byte[4];
        file.readFully(name);
        long content = at + 8;
        if (size == 1 && at + 16 <= file.length()) {
            size = file.readLong();
            content += 8;
        } else if (size == 0) {
            size = file.length() - at;
        }
        if (size < content - at || size > file.length() - at) {
            throw new BrokenPictureException("has a wrong box");
        }
        return new Box(new String(name, StandardCharsets.ISO_8859_1), content, at + size);
    }

    private void describe(Box meta) throws IOException {
        if (meta.end - meta.content > LARGEST_DESCRIPTION) {
            throw new BrokenPictureException("is described at too great length");
        }
        ByteBuffer locations = null;
        for (long at = meta.content + 4; at + 8 <= meta.end; ) {
            Box box = box(at);
            if (box.end > meta.end) {
                throw new BrokenPictureException("has a wrong box");
            }
            switch (box.type) {
                case "iinf" -> findItems(box);
                case "iloc" -> locations = read(box);
                case "idat" -> {
                    embedded = box.content;
                    embeddedEnd = box.end;
                }
                default -> {}
            }
            at = box.end;
        }
        if (!exif.isEmpty() || !xmp.isEmpty()) {
            if (locations == null) {
                throw new BrokenPictureException("has items without a place");
            }
            locate(locations);
        }
    }

    private ByteBuffer read(Box box) throws IOException {
        byte[] content = new byte[Math.toIntExact(box.end - box.content)];
        file.seek(box.content);
        file.readFully(content);
        return ByteBuffer.wrap(content);
    }

    private void findItems(Box list) throws IOException {
        ByteBuffer header = read(list);
        boolean isLong = header.getInt() >>> 24 > 0;
        for (long at = list.content + (isLong ? 8 : 6); at + 8 <= list.end; ) {
            Box entry = box(at);
            if (entry.type.equals("infe")) {
                findItem(read(entry));
            }
            at = entry.end;
        }
    }

    private void findItem(ByteBuffer entry) {
        int version = entry.getInt() >>> 24;
        if (version < 2) {
            return;
        }
        long id = number(entry, version == 2 ? 2 : 4);
        entry.getShort();
        byte[] name = new byte[4];
        entry.get(name);
        String type = new String(name, StandardCharsets.ISO_8859_1);
        if (type.equals(EXIF)) {
            exif.add(id);
        } else if (type.equals(XMP)) {
            xmp.add(id);
        }
    }

    private void locate(ByteBuffer locations) throws IOException {
        int version = locations.getInt() >>> 24;
        int sizes = locations.getShort();
        long items = number(locations, version < 2 ? 2 : 4);
        for (; items > 0; items--) {
            long id = number(locations, version < 2 ? 2 : 4);
            int method = version == 0 ? IN_FILE : locations.getShort() & 0xF;
            locations.getShort();
            long base = number(locations, sizes >> 4 & 0xF);
            int extents = locations.getShort() & 0xFFFF;
            for (; extents > 0; extents--) {
                number(locations, version == 0 ? 0 : sizes & 0xF);
                long from = base + number(locations, sizes >> 12 & 0xF);
                long length = number(locations, sizes >> 8 & 0xF);
                if (exif.contains(id)) {
                    overwrite(position(method, from, length), length, NO_EXIF, (byte) 0);
                } else if (xmp.contains(id)) {
                    overwrite(position(method, from, length), length, new byte[0], (byte) ' ');
                }
            }
        }
    }

    private long position(int method, long from, long length) throws IOException {
        boolean isEmbedded = method == IN_DESCRIPTION && embedded >= 0;
        long position = isEmbedded ? embedded + from : from;
        long end = isEmbedded ? embeddedEnd : file.length();
        if (from < 0 || length <= 0 || position > end - length || !isEmbedded && method != IN_FILE) {
            throw new BrokenPictureException("has an item at a wrong place");
        }
        return position;
    }

    private static long number(ByteBuffer in, int octets) {
        return switch (octets) {
            case 0 -> 0;
            case 2 -> in.getShort() & 0xFFFF;
            case 4 -> in.getInt() & 0xFFFFFFFFL;
            case 8 -> in.getLong();
            default -> throw new BufferUnderflowException();
        };
    }

    private void overwrite(long position, long length, byte[] beginning, byte filling) throws IOException {
        file.seek(position);
        long left = length;
        if (beginning.length <= left) {
            file.write(beginning);
            left -= beginning.length;
        }
        byte[] step = new byte[8 << 10];
        Arrays.fill(step, filling);
        for (; left > 0; left -= step.length) {
            file.write(step, 0, (int) Math.min(step.length, left));
        }
    }
}
