package com.sealkloud.chat.image;

import com.sealkloud.chat.image.HeifBoxes.Box;
import com.sealkloud.chat.image.HeifExtents.Extent;
import com.sealkloud.chat.image.Pictures.BrokenPictureException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Overwrites what a HEIC or AVIF picture (ISO/IEC 23008-12) tells beside the picture: its Exif and
 * XMP items, such as the place where it was taken. Everything stays at its position, to which other
 * parts of the file refer.
 */
final class HeifMetadata {

    /** Browsers decode it. */
    private static final String SHOWN = "image/avif";

    private static final Set<String> TYPES = Set.of("image/heic", "image/heif", SHOWN);

    /** More than the descriptions of a picture of thousands of tiles need. */
    private static final int LARGEST_DESCRIPTION = 256 << 10;

    private static final String EXIF = "Exif";
    private static final String XMP = "mime";

    /** A directory without an entry. */
    private static final byte[] NO_EXIF = "\0\0\0\0MM\0*\0\0\0\u0008\0\0".getBytes(StandardCharsets.ISO_8859_1);

    private final RandomAccessFile file;
    private final long length;
    private final boolean isShown;
    private final HeifBoxes boxes;
    private final HeifProperties properties;
    private final Set<Long> exif = new HashSet<>();
    private final Set<Long> xmp = new HashSet<>();
    private final List<Box> apart = new ArrayList<>();
    private long primary = -1;
    private boolean isDescribed;
    private @Nullable ByteBuffer locations;
    private long embedded = -1;
    private long embeddedEnd;

    private HeifMetadata(RandomAccessFile file, boolean isShown, long mostPixels) throws IOException {
        this.file = file;
        this.length = file.length();
        this.isShown = isShown;
        this.boxes = new HeifBoxes(file);
        this.properties = new HeifProperties(boxes, mostPixels);
    }

    static boolean isIn(String contentType) {
        return TYPES.contains(contentType);
    }

    /**
     * @return how large it is shown, if that is said
     * @throws BrokenPictureException if the file cannot be understood, or nobody should decode it
     */
    static Optional<PictureSize> blank(String contentType, Path path, long mostPixels) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            return new HeifMetadata(file, contentType.equals(SHOWN), mostPixels).blank();
        } catch (BufferUnderflowException e) {
            throw new BrokenPictureException("has a wrong box");
        }
    }

    private Optional<PictureSize> blank() throws IOException {
        boxes.each(0, length, this::look);
        Optional<PictureSize> size = properties.sizeOf(primary);
        if (isShown && size.isEmpty()) {
            throw new BrokenPictureException("does not say how large it is");
        }
        overwriteItems();
        for (Box box : apart) {
            file.seek(box.start() + 4);
            file.write("free".getBytes(StandardCharsets.US_ASCII));
            overwrite(box.content(), box.end() - box.content(), new byte[0], (byte) 0);
        }
        return size;
    }

    private void look(Box box) throws IOException {
        switch (box.type()) {
            case "meta" -> describe(box);
            case "uuid" -> apart.add(box);
            case "moov" -> {
                // Its frames, which are described elsewhere, would have to be counted.
                if (isShown) {
                    throw new BrokenPictureException("moves");
                }
            }
            default -> {}
        }
    }

    private void describe(Box meta) throws IOException {
        if (isDescribed) {
            throw new BrokenPictureException("is described twice");
        }
        if (meta.end() - meta.content() > LARGEST_DESCRIPTION) {
            throw new BrokenPictureException("is described at too great length");
        }
        isDescribed = true;
        boxes.each(meta.content() + 4, meta.end(), box -> {
            switch (box.type()) {
                case "pitm" -> {
                    ByteBuffer in = boxes.read(box);
                    primary = HeifBoxes.itemId(in, in.getInt() >>> 24 > 0);
                }
                case "iinf" -> findItems(box);
                case "iloc" -> locations = boxes.read(box);
                case "iprp" -> properties.read(box);
                case "idat" -> {
                    embedded = box.content();
                    embeddedEnd = box.end();
                }
                default -> {}
            }
        });
    }

    private void findItems(Box list) throws IOException {
        boolean isLong = boxes.read(list).getInt() >>> 24 > 0;
        boxes.each(list.content() + (isLong ? 8 : 6), list.end(), entry -> {
            if (entry.type().equals("infe")) {
                findItem(boxes.read(entry));
            }
        });
    }

    private void findItem(ByteBuffer entry) {
        int version = entry.getInt() >>> 24;
        if (version < 2) {
            return;
        }
        long id = HeifBoxes.itemId(entry, version > 2);
        entry.getShort();
        String type = HeifBoxes.name(entry);
        if (type.equals(EXIF)) {
            exif.add(id);
        } else if (type.equals(XMP)) {
            xmp.add(id);
        }
    }

    /** Nothing is overwritten before all is known to be right. */
    private void overwriteItems() throws IOException {
        if (exif.isEmpty() && xmp.isEmpty()) {
            return;
        }
        if (locations == null) {
            throw new BrokenPictureException("has items without a place");
        }
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
