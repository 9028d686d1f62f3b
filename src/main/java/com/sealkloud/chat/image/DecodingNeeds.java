package com.sealkloud.chat.image;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * What has to be known of a picture before it is decoded.
 *
 * @param orientation of the camera, 1 to 8 (Exif)
 * @param wholeInMemory whether its decoder holds all pixels, however small the result
 * @param withoutBound whether a small file can take any time and memory of its decoder, however few
 *     its pixels: nobody should decode it
 */
public record DecodingNeeds(int orientation, boolean wholeInMemory, boolean withoutBound) {

    /**
     * The decoder of lossless WebP reads tables and transformations as many and as often as the
     * file says. It decodes the transparency of lossy ones, too.
     *
     * @param in read to the end of a JPEG or WebP, of other pictures not at all
     */
    public static DecodingNeeds of(String contentType, InputStream in) throws IOException {
        if (contentType.equals("image/jpeg")) {
            JpegPicture.Structure structure = JpegPicture.structure(new DataInputStream(in));
            return new DecodingNeeds(structure.orientation(), !structure.rowByRow(), false);
        }
        if (contentType.equals("image/webp")) {
            return new DecodingNeeds(1, true, !WebpPicture.isLossy(new DataInputStream(in)));
        }
        return new DecodingNeeds(1, false, false);
    }
}
