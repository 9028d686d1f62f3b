package com.sealkloud.chat.image;

import com.sealkloud.chat.image.Pictures.BrokenPictureException;
import com.sealkloud.chat.image.Pictures.PixelBudget;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A WebP (RFC 9649). Keeps its frames and colour profile. What is left out becomes padding of
 * unknown meaning, which readers skip: so the length in the header stays right.
 */
@SuppressWarnings("ByteBufferBackingArray") // each wraps an array of its own
final class WebpPicture {

    private static final Set<String> KEPT = Set.of("VP8X", "VP8 ", "VP8L", "ALPH", "ANIM", "ANMF", "ICCP");
    private static final Set<String> SIZED = Set.of("VP8X", "VP8 ", "VP8L", "ANMF");
    private static final int EXIF_AND_XMP = 0x0C;
    private static final int LOOKED_AT = 16;

    private final DataInputStream in;
    private final OutputStream out;
    private final PixelBudget budget;
    private @Nullable PictureSize size;

    /** What the header of the picture, or of the frame, says. */
    private @Nullable PictureSize announced;

    private boolean isInFrame;

    /** Whether all parts are of the lossy kind, and nothing is between them. */
    private boolean isLossy = true;

    private WebpPicture(DataInputStream in, OutputStream out, PixelBudget budget) {
        this.in = in;
        this.out = out;
        this.budget = budget;
    }

    static PictureSize copy(DataInputStream in, OutputStream out, PixelBudget budget) throws IOException {
        return new WebpPicture(in, out, budget).copy();
    }

    /** @return whether no lossless picture or compressed transparency is in it, in any frame */
    static boolean isLossy(DataInputStream in) throws IOException {
        WebpPicture picture = new WebpPicture(in, OutputStream.nullOutputStream(), new PixelBudget(Long.MAX_VALUE));
        picture.copy();
        return picture.isLossy;
    }

    private PictureSize copy() throws IOException {
        ByteBuffer header = read(12);
        if (!name(header, 0).equals("RIFF") || !name(header, 8).equals("WEBP")) {
            throw new BrokenPictureException("is no WebP");
        }
        out.write(header.array());
        chunks((header.getInt(4) & 0xFFFFFFFFL) - 4);
        if (size == null) {
            throw new BrokenPictureException("has no frame");
        }
        return size;
    }

    /** @return how many octets are left, too few for a chunk */
    private long chunks(long octets) throws IOException {
        long left = octets;
        while (left >= 8) {
            ByteBuffer chunk = read(8);
            long length = chunk.getInt(4) & 0xFFFFFFFFL;
            long padded = length + (length & 1);
            left -= 8 + padded;
            if (left < 0) {
                throw new BrokenPictureException("has a wrong chunk");
            }
            chunk(name(chunk, 0), chunk, padded);
        }
        // A decoder would take it for the beginning of a chunk that goes on behind it.
        isLossy &= left == 0;
        return left;
    }

    private void chunk(String name, ByteBuffer header, long length) throws IOException {
        if (!KEPT.contains(name)) {
            out.write("JUNK".getBytes(StandardCharsets.US_ASCII));
            out.write(header.array(), 4, 4);
            in.skipNBytes(length);
            for (long left = length; left > 0; left--) {
                out.write(0);
            }
            return;
        }
        ByteBuffer beginning = read((int) Math.min(LOOKED_AT, length));
        look(name, beginning);
        isLossy &= !isLossless(name, beginning);
        out.write(header.array());
        out.write(beginning.array());
        long rest = length - beginning.limit();
        if (name.equals("ANMF")) {
            if (isInFrame) {
                throw new BrokenPictureException("has a frame in a frame");
            }
            isInFrame = true;
            rest = chunks(rest);
            isInFrame = false;
        }
        Pictures.copy(in, out, rest);
    }

    private static boolean isLossless(String name, ByteBuffer content) {
        return name.equals("VP8L") || name.equals("ALPH") && (content.limit() == 0 || (content.get(0) & 3) != 0);
    }

    private void look(String name, ByteBuffer content) throws IOException {
        PictureSize found = content.limit() < 10 ? null : size(name, content);
        if (found == null && SIZED.contains(name)) {
            throw new BrokenPictureException("has a wrong chunk");
        }
        if (name.equals("VP8X")) {
            content.put(0, (byte) (content.get(0) & ~EXIF_AND_XMP));
        }
        if (found == null) {
            return;
        }
        if (size == null) {
            size = found;
            budget.spend(found.width(), found.height());
        } else if (name.equals("ANMF")) {
            if (found.width() > size.width() || found.height() > size.height()) {
                throw new BrokenPictureException("contains one of another size");
            }
            budget.spend(size.width(), size.height());
        } else if (!found.equals(announced)) {
            // A decoder would need memory for the larger one.
            throw new BrokenPictureException("contains one of another size");
        }
        announced = found;
    }

    private static @Nullable PictureSize size(String name, ByteBuffer content) {
        return switch (name) {
            case "VP8X" -> new PictureSize(1 + three(content, 4), 1 + three(content, 7));
            case "ANMF" ->
                content.limit() < LOOKED_AT ? null : new PictureSize(1 + three(content, 6), 1 + three(content, 9));
            case "VP8 " -> new PictureSize(content.getShort(6) & 0x3FFF, content.getShort(8) & 0x3FFF);
            case "VP8L" -> new PictureSize(1 + (content.getInt(1) & 0x3FFF), 1 + (content.getInt(1) >> 14 & 0x3FFF));
            default -> null;
        };
    }

    private static int three(ByteBuffer content, int at) {
        return (content.getShort(at) & 0xFFFF) | (content.get(at + 2) & 0xFF) << 16;
    }

    private ByteBuffer read(int octets) throws IOException {
        byte[] content = new byte[octets];
        in.readFully(content);
        return ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static String name(ByteBuffer chunk, int at) {
        return new String(chunk.array(), at, 4, StandardCharsets.ISO_8859_1);
    }
}
