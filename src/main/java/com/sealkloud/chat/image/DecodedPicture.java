package com.sealkloud.chat.image;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * A picture, or the first frame of an animation, decoded to about a size. Formats that can leave
 * out rows and columns while they are read need memory for that size only.
 */
public record DecodedPicture(BufferedImage image, int orientation) {

    /** What is read is so much larger than what is wanted, for a smooth result. */
    private static final double SURPLUS = 1.5;

    /**
     * @param pixels the longer side that is wanted
     * @param orientation of the camera, 1 to 8 (Exif)
     * @throws IOException if it cannot be decoded
     */
    public static DecodedPicture read(ImageInputStream in, String contentType, int pixels, int orientation)
            throws IOException {
        ImageReader reader = reader(contentType);
        try {
            reader.setInput(in, false, true);
            int longest = Math.max(reader.getWidth(0), reader.getHeight(0));
            int step = Math.max(1, (int) Math.ceil(longest / (pixels * SURPLUS)));
            ImageReadParam leavingOut = reader.getDefaultReadParam();
            leavingOut.setSourceSubsampling(step, step, 0, 0);
            return new DecodedPicture(reader.read(0, leavingOut), orientation);
        } finally {
            reader.dispose();
        }
    }

    private static ImageReader reader(String contentType) throws IOException {
        if (contentType.equals("image/webp")) {
            // By name: the JDK looks for others in the class path, in which a packed jar has them
            // not.
            return new WebPImageReaderSpi().createReaderInstance(null);
        }
        Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(contentType);
        if (!readers.hasNext()) {
            throw new IOException("There is no reader of " + contentType);
        }
        return readers.next();
    }

    public boolean isTransparent() {
        return image.getColorModel().hasAlpha();
    }

    /** @return upright, with that longer side at most */
    public BufferedImage scaled(int pixels) {
        BufferedImage source = image;
        while (longest(source) > 2 * pixels) {
            source = drawn(source, (source.getWidth() + 1) / 2, (source.getHeight() + 1) / 2, 1);
        }
        double factor = Math.min(1, (double) pixels / longest(source));
        int width = Math.max(1, (int) Math.round(source.getWidth() * factor));
        int height = Math.max(1, (int) Math.round(source.getHeight() * factor));
        return drawn(source, width, height, orientation);
    }

    private static int longest(BufferedImage picture) {
        return Math.max(picture.getWidth(), picture.getHeight());
    }

    private BufferedImage drawn(BufferedImage source, int width, int height, int turn) {
        int type = isTransparent() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
        BufferedImage drawn =
                turn > 4 ? new BufferedImage(height, width, type) : new BufferedImage(width, height, type);
        Graphics2D canvas = drawn.createGraphics();
        try {
            canvas.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            canvas.transform(upright(turn, width, height));
            canvas.drawImage(source, 0, 0, width, height, null);
        } finally {
            canvas.dispose();
        }
        return drawn;
    }

    /** Exif 2.32, tag 0x0112: where the first row and the first column of the picture belong. */
    private static AffineTransform upright(int orientation, int width, int height) {
        return switch (orientation) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
            default -> new AffineTransform();
        };
    }
}
