package com.sealkloud.chat.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Writes the small copies that are made of pictures. */
public final class PictureEncoder {

    public static final String JPEG = "image/jpeg";
    public static final String PNG = "image/png";
    private static final float QUALITY = 0.82f;

    private PictureEncoder() {}

    /** @param type {@link #JPEG} or {@link #PNG} */
    public static void write(BufferedImage image, String type, OutputStream out) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByMIMEType(type).next();
        try (ImageOutputStream encoded = ImageIO.createImageOutputStream(out)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            if (type.equals(JPEG)) {
                param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                param.setCompressionQuality(QUALITY);
            }
            writer.setOutput(encoded);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
    }
}
