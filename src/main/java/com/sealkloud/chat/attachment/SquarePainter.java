package com.sealkloud.chat.attachment;

import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import com.sealkloud.chat.filestore.LocalFile;
import com.sealkloud.chat.image.DecodedPicture;
import com.sealkloud.chat.image.DecodingNeeds;
import com.sealkloud.chat.image.PictureEncoder;
import com.sealkloud.chat.image.PictureSize;
import com.sealkloud.chat.image.Pictures;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.function.Consumer;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.springframework.stereotype.Component;

/** Makes a small square of a picture: its middle, upright, without transparency. */
@Component
class SquarePainter {

    static final int SIDE = 256;

    /** How much longer the longer side may be decoded for the middle of a long picture. */
    private static final int LONGEST = 8 * SIDE;

    private final Pictures pictures;
    private final AttachmentProperties properties;

    SquarePainter(Pictures pictures, AttachmentProperties properties) {
        this.pictures = pictures;
        this.properties = properties;
    }

    /**
     * One at a time, because the file and a decoder may need much memory.
     *
     * @param known is told how large the picture is before it is decoded
     * @throws Refusal {@code unsupported_type} if it is no picture, has too many pixels, or is a
     *     lossless or transparent WebP
     */
    synchronized BufferedImage paint(LocalFile local, Consumer<PictureSize> known) throws IOException {
        byte[] file = Files.readAllBytes(local.path());
        String type = FileTypes.contentOf(file);
        if (!Pictures.knows(type)) {
            throw new Refusal(RefusalCode.UNSUPPORTED_TYPE, "A picture is a PNG, JPEG, WebP or GIF.");
        }
        ByteArrayOutputStream copy = new ByteArrayOutputStream(file.length);
        PictureSize size = pictures.copy(type, new ByteArrayInputStream(file), copy);
        known.accept(size);
        byte[] picture = copy.toByteArray();
        DecodingNeeds needs = DecodingNeeds.of(type, new ByteArrayInputStream(picture));
        if (needs.withoutBound()) {
            throw new Refusal(
                    RefusalCode.UNSUPPORTED_TYPE, "A lossless or transparent WebP cannot be used. Make it a PNG.");
        }
        if (needs.wholeInMemory() && size.pixels() > properties.thumbnailPixels()) {
            throw new Refusal(RefusalCode.UNSUPPORTED_TYPE, "The picture has too many pixels.");
        }
        int shortest = Math.min(size.width(), size.height());
        int longer = (int) Math.min(LONGEST, Math.ceil((double) SIDE * size.longest() / shortest));
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(picture))) {
            return middle(
                    DecodedPicture.read(in, type, longer, needs.orientation()).scaled(longer));
        }
    }

    private static BufferedImage middle(BufferedImage whole) {
        int side = Math.min(whole.getWidth(), whole.getHeight());
        int left = (whole.getWidth() - side) / 2;
        int top = (whole.getHeight() - side) / 2;
        BufferedImage square = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = square.createGraphics();
        try {
            canvas.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            canvas.setColor(Color.WHITE);
            canvas.fillRect(0, 0, side, side);
            canvas.drawImage(whole, -left, -top, null);
        } finally {
            canvas.dispose();
        }
        return square;
    }

    void encode(BufferedImage square, OutputStream out) throws IOException {
        PictureEncoder.write(square, PictureEncoder.JPEG, out);
    }
}
