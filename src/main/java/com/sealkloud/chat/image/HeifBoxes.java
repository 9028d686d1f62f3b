package com.sealkloud.chat.image;

import com.sealkloud.chat.image.Pictures.BrokenPictureException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads the boxes of a HEIF (ISO/IEC 14496-12), a bounded number of them. */
final class HeifBoxes {

    /** Each costs several calls of the system, and may be as short as eight bytes. */
    private static final int MOST = 20_000;

    private final RandomAccessFile file;
    private int left = MOST;

    HeifBoxes(RandomAccessFile file) {
        this.file = file;
    }

    /** A part of the file. */
    record Box(String type, long start, long content, long end) {}

    /** Takes boxes that follow each other. */
    @FunctionalInterface
    interface Visitor {

        void visit(Box box) throws IOException;
    }

    /** Visits the boxes between two positions of the file. */
    void each(long from, long end, Visitor visitor) throws IOException {
        for (long at = from; at + 8 <= end; ) {
            Box box = box(at, end);
            visitor.visit(box);
            at = box.end;
        }
    }

    /** @param parentEnd where the part ends in which it is */
    private Box box(long at, long parentEnd) throws IOException {
        if (left-- == 0) {
            throw new BrokenPictureException("has too many boxes");
        }
        ByteBuffer header = read(at, 8);
        long size = header.getInt() & 0xFFFFFFFFL;
        String type = name(header);
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
        return new Box(type, at, content, at + size);
    }

    ByteBuffer read(Box box) throws IOException {
        return read(box.content, Math.toIntExact(box.end - box.content));
    }

    private ByteBuffer read(long at, int octets) throws IOException {
        byte[] content = new byte[octets];
        file.seek(at);
        file.readFully(content);
        return ByteBuffer.wrap(content);
    }

    /** Takes the four letters that come next. */
    static String name(ByteBuffer in) {
        byte[] name = new byte[4];
        in.get(name);
        return new String(name, StandardCharsets.ISO_8859_1);
    }

    /** Takes the number of an item, which is a long one in newer versions of a box. */
    static long itemId(ByteBuffer in, boolean isLong) {
        return isLong ? in.getInt() & 0xFFFFFFFFL : in.getShort() & 0xFFFF;
    }
}
