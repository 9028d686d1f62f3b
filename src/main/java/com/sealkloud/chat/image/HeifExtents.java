package com.sealkloud.chat.image;

import com.sealkloud.chat.image.Pictures.BrokenPictureException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads which parts of a HEIF belong to an item: the box {@code iloc} (ISO/IEC 14496-12). */
final class HeifExtents {

    /** A picture of thousands of tiles has one for each. One without any number takes no input. */
    private static final int MOST = 10_000;

    static final int IN_FILE = 0;
    static final int IN_DESCRIPTION = 1;

    private final ByteBuffer in;
    private final Set<Long> wanted;
    private final List<Extent> found = new ArrayList<>();
    private int left = MOST;

    private HeifExtents(ByteBuffer in, Set<Long> wanted) {
        this.in = in;
        this.wanted = wanted;
    }

    /** @param method what {@code from} counts from */
    record Extent(long itemId, int method, long from, long length) {}

    /**
     * @param wanted the ids of the items that are looked for
     * @throws BrokenPictureException if there are too many parts, of whatever items
     * @throws BufferUnderflowException if the box ends too early
     */
    static List<Extent> of(Set<Long> wanted, ByteBuffer locations) throws BrokenPictureException {
        HeifExtents extents = new HeifExtents(locations, wanted);
        extents.read();
        return extents.found;
    }

    private void read() throws BrokenPictureException {
        int version = in.getInt() >>> 24;
        int sizes = in.getShort();
        for (long items = number(version < 2 ? 2 : 4); items > 0; items--) {
            long id = number(version < 2 ? 2 : 4);
            int method = version == 0 ? IN_FILE : in.getShort() & 0xF;
            in.getShort();
            long base = number(sizes >> 4 & 0xF);
            int extents = in.getShort() & 0xFFFF;
            left -= extents;
            if (left < 0) {
                throw new BrokenPictureException("has too many parts");
            }
            for (; extents > 0; extents--) {
                number(version == 0 ? 0 : sizes & 0xF);
                long from = base + number(sizes >> 12 & 0xF);
                long length = number(sizes >> 8 & 0xF);
                if (wanted.contains(id)) {
                    found.add(new Extent(id, method, from, length));
                }
            }
        }
    }

    private long number(int octets) {
        return switch (octets) {
            case 0 -> 0;
            case 2 -> in.getShort() & 0xFFFF;
            case 4 -> in.getInt() & 0xFFFFFFFFL;
            case 8 -> in.getLong();
            default -> throw new BufferUnderflowException();
        };
    }
}
