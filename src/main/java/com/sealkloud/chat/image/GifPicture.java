package com.sealkloud.chat.image;

import com.sealkloud.chat.image.Pictures.BrokenPictureException;
import com.sealkloud.chat.image.Pictures.PixelBudget;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A GIF (87a, 89a). Keeps its frames and how they repeat. */
final class GifPicture {

    private static final int FRAME = 0x2C;
    private static final int EXTENSION = 0x21;
    private static final int END = 0x3B;
    private static final int CONTROL = 0xF9;
    private static final int APPLICATION = 0xFF;

    private final DataInputStream in;
    private final OutputStream out;

    private GifPicture(DataInputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    static PictureSize copy(DataInputStream in, OutputStream out, PixelBudget budget) throws IOException {
        return new GifPicture(in, out).copy(budget);
    }

    private PictureSize copy(PixelBudget budget) throws IOException {
        byte[] header = new byte[13];
        in.readFully(header);
        if (!new String(header, 0, 3, StandardCharsets.US_ASCII).equals("GIF")) {
            throw new BrokenPictureException("is no GIF");
        }
        PictureSize size = new PictureSize(little(header, 6), little(header, 8));
        out.write(header);
        colours(header[10]);
        int block = in.readUnsignedByte();
        while (block != END) {
            if (block == FRAME) {
                frame(size, budget);
            } else if (block == EXTENSION) {
                extension();
            } else {
                throw new BrokenPictureException("has a wrong block");
            }
            block = in.readUnsignedByte();
        }
        out.write(END);
        return size;
    }

    /** A frame may be larger than the screen, and decoders decode all of it. */
    private void frame(PictureSize screen, PixelBudget budget) throws IOException {
        byte[] descriptor = new byte[9];
        in.readFully(descriptor);
        budget.spend(Math.max(screen.width(), little(descriptor, 4)), Math.max(screen.height(), little(descriptor, 6)));
        out.write(FRAME);
        out.write(descriptor);
        colours(descriptor[8]);
        Pictures.copy(in, out, 1);
        blocks(true);
    }

    private void colours(byte flags) throws IOException {
        if ((flags & 0x80) != 0) {
            Pictures.copy(in, out, 3L << (flags & 7) + 1);
        }
    }

    private void extension() throws IOException {
        int label = in.readUnsignedByte();
        byte[] first = new byte[in.readUnsignedByte()];
        in.readFully(first);
        boolean isKept = label == CONTROL
                || label == APPLICATION && new String(first, StandardCharsets.US_ASCII).equals("NETSCAPE2.0");
        if (isKept) {
            out.write(EXTENSION);
            out.write(label);
            out.write(first.length);
            out.write(first);
        }
        if (first.length > 0) {
            blocks(isKept);
        }
    }

    private void blocks(boolean isKept) throws IOException {
        int length;
        do {
            length = in.readUnsignedByte();
            if (isKept) {
                out.write(length);
                Pictures.copy(in, out, length);
            } else {
                in.skipNBytes(length);
            }
        } while (length > 0);
    }

    private static int little(byte[] octets, int at) {
        return (octets[at] & 0xFF) | (octets[at + 1] & 0xFF) << 8;
    }
}
