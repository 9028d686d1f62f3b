package com.sealkloud.chat.image;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * What has to be known of a picture before it is decoded.
 *
 * @param orientation of the camera, 1 to 8 (Exif)
 * @param wholeInMemory whether its decoder holds all pixels, however small the result
 */
public record DecodingNeeds(int orientation, boolean wholeInMemory) {

    /** @param in read to the last scan of a JPEG, of other pictures not at all */
    public static DecodingNeeds of(String contentType, InputStream in) throws IOException {
        if (contentType.equals("image/jpeg")) {
            JpegPicture.Structure structure = JpegPicture.structure(new DataInputStream(in));
            return new DecodingNeeds(structure.orientation(), structure.scans() > 1);
        }
        return new DecodingNeeds(1, contentType.equals("image/webp"));
    }
}
