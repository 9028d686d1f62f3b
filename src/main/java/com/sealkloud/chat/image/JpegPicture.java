package com.sealkloud.chat.image;

import com.sealkloud.chat.image.Pictures.BrokenPictureException;
import com.sealkloud.chat.image.Pictures.PixelBudget;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A JPEG (ITU-T T.81). Keeps the picture, its colour profile and its orientation, and nothing
 * behind its end.
 */
final class JpegPicture {

    private static final int START = 0xD8;
    private static final int END = 0xD9;
    private static final int SCAN = 0xDA;
    private static final int EXIF = 0xE1;
    private static final int PROFILE = 0xE2;
    private static final int COMMENT = 0xFE;
    private static final int ORIENTATION = 0x0112;

    /** Progressive pictures have about ten. A scan of a few bytes takes as long as a whole one. */
    private static final int MOST_SCANS = 100;

    private final DataInputStream in;
    private final OutputStream out;
    private final PixelBudget budget;
    private @Nullable PictureSize size;
    private int orientation = 1;
    private int scans;
    private int components;

    /** Whether its frame is coded in order, and each scan so far names all of its components. */
    private boolean isSequential;

    private JpegPicture(DataInputStream in, OutputStream out, PixelBudget budget) {
        this.in = in;
        this.out = out;
        this.budget = budget;
    }

    static PictureSize copy(DataInputStream in, OutputStream out, PixelBudget budget) throws IOException {
        return new JpegPicture(in, out, budget).copy();
    }

    /**
     * How a picture is stored.
     *
     * @param orientation of the camera, 1 to 8 (Exif)
     * @param rowByRow whether its pixels come in one part and in their order: of all others, a
     *     decoder makes room for the whole picture at the first part, whatever follows
     */
    record Structure(int orientation, boolean rowByRow) {}

    static Structure structure(DataInputStream in) throws IOException {
        JpegPicture picture = new JpegPicture(in, OutputStream.nullOutputStream(), new PixelBudget(Long.MAX_VALUE));
        picture.copy();
        return new Structure(picture.orientation, picture.isSequential && picture.scans == 1);
    }

    private PictureSize copy() throws IOException {
        if (in.readUnsignedShort() != (0xFF00 | START)) {
            throw new BrokenPictureException("is no JPEG");
        }
        write(START);
        int marker = marker();
        while (marker != END) {
            int length = in.readUnsignedShort() - 2;
            if (length < 0) {
                throw new BrokenPictureException("has a wrong segment");
            }
            byte[] content = new byte[length];
            in.readFully(content);
            segment(marker, content);
            marker = marker == SCAN ? scan() : marker();
        }
        write(END);
        if (size == null) {
            throw new BrokenPictureException("has no frame");
        }
        return orientation > 4 ? size.turned() : size;
    }

    private void segment(int marker, byte[] content) throws IOException {
        if (isFrame(marker)) {
            ByteBuffer frame = ByteBuffer.wrap(content);
            if (content.length < 6 || size != null) {
                throw new BrokenPictureException("has a wrong frame");
            }
            size = new PictureSize(frame.getShort(3) & 0xFFFF, frame.getShort(1) & 0xFFFF);
            components = content[5];
            isSequential = marker == 0xC0 || marker == 0xC1;
            budget.spend(size.width(), size.height());
        } else if (marker == SCAN) {
            isSequential &= content.length > 0 && content[0] == components;
        }
        if (marker == EXIF) {
            int found = orientation(content);
            if (found > 1 && found <= 8 && orientation == 1) {
                orientation = found;
                segment(content(found));
            }
        } else if (isKept(marker, content)) {
            write(marker);
            out.write(content.length + 2 >> 8);
            out.write(content.length + 2);
            out.write(content);
        }
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    private static boolean isKept(int marker, byte[] content) {
        boolean isApplications = marker >= 0xE0 && marker <= 0xEF;
        return marker == 0xE0 && startsWith(content, "JFIF\0")
                || marker == PROFILE && startsWith(content, "ICC_PROFILE\0")
                || marker == 0xEE && startsWith(content, "Adobe")
                || !isApplications && marker != COMMENT;
    }

    private static boolean startsWith(byte[] content, String text) {
        byte[] beginning = text.getBytes(StandardCharsets.US_ASCII);
        return content.length >= beginning.length
                && Arrays.equals(content, 0, beginning.length, beginning, 0, beginning.length);
    }

    /** @return 1 if the segment says nothing of it */
    private static int orientation(byte[] exif) {
        if (!startsWith(exif, "Exif\0\0") || exif.length < 16) {
            return 1;
        }
        ByteBuffer tiff = ByteBuffer.wrap(exif, 6, exif.length - 6).slice();
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        if (directory < 8 || directory > tiff.limit() - 2) {
            return 1;
        }
        int entries = tiff.getShort(directory) & 0xFFFF;
        for (int at = directory + 2; entries > 0 && at <= tiff.limit() - 12; at += 12, entries--) {
            if ((tiff.getShort(at) & 0xFFFF) == ORIENTATION) {
                return tiff.getShort(at + 8) & 0xFFFF;
            }
        }
        return 1;
    }

    /** @return an Exif segment that says nothing else */
    private static byte[] content(int orientation) {
        return ByteBuffer.allocate(32)
                .put("Exif\0\0MM\0*".getBytes(StandardCharsets.US_ASCII))
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) ORIENTATION)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .array();
    }

    private void segment(byte[] exif) throws IOException {
        write(EXIF);
        out.write(exif.length + 2 >> 8);
        out.write(exif.length + 2);
        out.write(exif);
    }

    /** Copies the coded data of a scan, in which only a marker ends it. */
    private int scan() throws IOException {
        scans++;
        if (scans > MOST_SCANS) {
            throw new BrokenPictureException("has too many scans");
        }
        while (true) {
            int octet = in.readUnsignedByte();
            if (octet != 0xFF) {
                out.write(octet);
                continue;
            }
            int next = in.readUnsignedByte();
            while (next == 0xFF) {
                next = in.readUnsignedByte();
            }
            if (next != 0 && (next < 0xD0 || next > 0xD7)) {
                return withLength(next);
            }
            write(next);
        }
    }

    private int marker() throws IOException {
        if (in.readUnsignedByte() != 0xFF) {
            throw new BrokenPictureException("is no JPEG");
        }
        int marker = in.readUnsignedByte();
        while (marker == 0xFF) {
            marker = in.readUnsignedByte();
        }
        return withLength(marker);
    }

    /** A decoder reads on right behind the others, and would find what is hidden from here. */
    private static int withLength(int marker) throws IOException {
        if (marker < 0xC0 || marker >= 0xD0 && marker <= START) {
            throw new BrokenPictureException("is no JPEG");
        }
        return marker;
    }

    private void write(int marker) throws IOException {
        out.write(0xFF);
        out.write(marker);
    }
}
