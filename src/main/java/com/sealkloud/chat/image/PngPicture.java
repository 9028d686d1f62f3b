package com.sealkloud.chat.image;

import com.sealkloud.chat.image.Pictures.BrokenPictureException;
import com.sealkloud.chat.image.Pictures.PixelBudget;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** A PNG (W3C, third edition). Keeps the chunks that are needed to show it, animated or not. */
final class PngPicture {

    private static final long SIGNATURE = 0x89504E470D0A1A0AL;

    private static final Set<String> KEPT = Set.of(
            "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "cICP", "sBIT", "bKGD", "pHYs", "acTL",
            "fcTL", "fdAT");

    private PngPicture() {}

    static PictureSize copy(DataInputStream in, OutputStream target, PixelBudget budget) throws IOException {
        DataOutputStream out = new DataOutputStream(target);
        int length = in.readLong() == SIGNATURE ? in.readInt() : 0;
        if (length != 13 || !"IHDR".equals(type(in))) {
            throw new BrokenPictureException("is no PNG");
        }
        PictureSize size = new PictureSize(in.readInt(), in.readInt());
        budget.spend(size.width(), size.height());
        out.writeLong(SIGNATURE);
        out.writeInt(length);
        out.writeBytes("IHDR");
        out.writeInt(size.width());
        out.writeInt(size.height());
        Pictures.copy(in, out, 5 + 4);
        String type = "IHDR";
        while (!type.equals("IEND")) {
            length = in.readInt();
            type = type(in);
            if (length < 0) {
                throw new BrokenPictureException("has a wrong chunk");
            }
            if (type.equals("fcTL")) {
                budget.spend(size.width(), size.height());
            }
            if (KEPT.contains(type)) {
                out.writeInt(length);
                out.writeBytes(type);
                Pictures.copy(in, out, length + 4L);
            } else {
                in.skipNBytes(length + 4L);
            }
        }
        return size;
    }

    private static String type(DataInputStream in) throws IOException {
        byte[] type = new byte[4];
        in.readFully(type);
        return new String(type, StandardCharsets.ISO_8859_1);
    }
}
