package com.sealkloud.chat.image;

import com.sealkloud.chat.image.HeifExtents.Extent;
import com.sealkloud.chat.image.Pictures.BrokenPictureException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
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

    /** Each costs several calls of the system, and may be as short as eight bytes. */
    private static final int MOST_BOXES = 20_000;

    private static final String EXIF = "Exif";
    private static final String XMP = "mime";

    /** A directory without an entry. */
    private static final byte[] NO_EXIF = "\0\0\0\0MM\0*\0\0\0\u0008\0\0".getBytes(StandardCharsets.ISO_8859_1);

    private final RandomAccessFile file;
    private final long length;
    private final Set<Long> exif = new HashSet<>();
    private final Set<Long> xmp = new HashSet<>();
    private long embedded = -1;
    private long embeddedEnd;
    private int boxesLeft = MOST_BOXES;

    private HeifMetadata(RandomAccessFile file) throws IOException {
        this.file = file;
        this.length = file.length();
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
        boolean isDescribed = false;
        long at = 0;
        while (at + 8 <= length) {
            Box box = box(at, length);
            if (box.type.equals("meta")) {
                if (isDescribed) {
                    throw new BrokenPictureException("is described twice");
                }
                isDescribed = true;
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

    /** @param parentEnd where the part ends in which it is */
    private Box box(long at, long parentEnd) throws IOException {
        if (boxesLeft-- == 0) {
            throw new BrokenPictureException("has too many boxes");
        }
        ByteBuffer header = read(at, 8);
        long size = header.getInt() & 0xFFFFFFFFL;
        byte[] name = new byte[4];
        header.get(name);
        long content = at + 8;
        if (size == 1 && at + 16 <= parentEnd) {
            size = read(content, 8).getLong();
            content += 8;
        } else if (size == 0) {
            size = parentEnd - at;
        }
        if (size < content - at || size > parentEnd - at) {
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
            Box box = box(at, meta.end);
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
            overwriteItems(locations);
        }
    }

    private ByteBuffer read(Box box) throws IOException {
        return read(box.content, Math.toIntExact(box.end - box.content));
    }

    private ByteBuffer read(long at, int octets) throws IOException {
        byte[] content = new byte[octets];
        file.seek(at);
        file.readFully(content);
        return ByteBuffer.wrap(content);
    }

    private void findItems(Box list) throws IOException {
        ByteBuffer header = read(list);
        boolean isLong = header.getInt() >>> 24 > 0;
        for (long at = list.content + (isLong ? 8 : 6); at + 8 <= list.end; ) {
            Box entry = box(at, list.end);
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
        long id = version == 2 ? entry.getShort() & 0xFFFF : entry.getInt() & 0xFFFFFFFFL;
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

    /** Nothing is overwritten before all is known to be right. */
    private void overwriteItems(ByteBuffer locations) throws IOException {
        Set<Long> items = new HashSet<>(exif);
        items.addAll(xmp);
        List<Extent> extents = HeifExtents.of(items, locations);
        long total = 0;
        for (Extent extent : extents) {
            position(extent);
            total += extent.length();
        }
        if (total > length) {
            throw new BrokenPictureException("has parts on top of each other");
        }
        for (Extent extent : extents) {
            if (exif.contains(extent.itemId())) {
                overwrite(position(extent), extent.length(), NO_EXIF, (byte) 0);
            } else {
                overwrite(position(extent), extent.length(), new byte[0], (byte) ' ');
            }
        }
    }

    private long position(Extent extent) throws BrokenPictureException {
        boolean isEmbedded = extent.method() == HeifExtents.IN_DESCRIPTION && embedded >= 0;
        long start = isEmbedded ? embedded : 0;
        long end = isEmbedded ? embeddedEnd : length;
        if (extent.from() < 0
                || extent.length() <= 0
                || extent.from() > end - start - extent.length()
                || !isEmbedded && extent.method() != HeifExtents.IN_FILE) {
            throw new BrokenPictureException("has an item at a wrong place");
        }
        return start + extent.from();
    }

    private void overwrite(long position, long length, byte[] beginning, byte filling) throws IOException {
        file.seek(position);
        long left = length;
        if (beginning.length <= left) {
            file.write(beginning);
            left -= beginning.length;
        }
        byte[] step = new byte[(int) Math.min(8 << 10, left)];
        Arrays.fill(step, filling);
        for (; left > 0; left -= step.length) {
            file.write(step, 0, (int) Math.min(step.length, left));
        }
    }
}
