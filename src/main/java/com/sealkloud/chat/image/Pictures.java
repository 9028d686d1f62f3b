package com.sealkloud.chat.image;

import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.BufferUnderflowException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Copies pictures without their metadata (places, cameras, comments) and without what follows their
 * end. Nothing is decoded, so a picture that would need too much memory is found by
 * its header.
 */
public class Pictures {

    /** Decoders hold whole rows, so that a single one could take the memory of the node. */
    private static final int LONGEST_SIDE = 65_535;

    private final long mostPixels;

    /** @param mostPixels of a picture with all its frames */
    public Pictures(long mostPixels) {
        this.mostPixels = mostPixels;
    }

    /** Copies a picture of one format. */
    @FunctionalInterface
    interface Format {

        /**
         * @param in is read once
         * @throws BrokenPictureException if it is no such picture
         */
        PictureSize copy(DataInputStream in, OutputStream out, PixelBudget budget) throws IOException;
    }

    /** What a picture may need in all when it is decoded, with all its frames. */
    static final class PixelBudget {

        private long left;

        PixelBudget(long pixels) {
            this.left = pixels;
        }

        /** @throws BrokenPictureException if that is too much */
        void spend(long width, long height) throws BrokenPictureException {
            left -= width * height;
            if (width <= 0 || height <= 0 || Math.max(width, height) > LONGEST_SIDE || left < 0) {
                throw new BrokenPictureException("has too many pixels");
            }
        }
    }

    /** A file that is no picture of its type, or one that nobody should decode. */
    static final class BrokenPictureException extends IOException {

        private static final long serialVersionUID = 1L;

        private final String reason;

        BrokenPictureException(String reason) {
            super(reason);
            this.reason = reason;
        }
    }

    private static final Map<String, Format> FORMATS = Map.of(
            "image/jpeg", JpegPicture::copy,
            "image/png", PngPicture::copy,
            "image/gif", GifPicture::copy,
            "image/webp", WebpPicture::copy);

    /** @return whether files of that type are copied; all others stay as they are */
    public static boolean knows(String contentType) {
        return FORMATS.containsKey(contentType);
    }

    /**
     * @return how large it is shown
     * @throws Refusal {@code unsupported_type} if it is broken or too large
     */
    public PictureSize copy(String contentType, InputStream in, OutputStream out) throws IOException {
        Format format = FORMATS.get(contentType);
        if (format == null) {
            throw new IllegalArgumentException(contentType);
        }
        return understood(() -> format.copy(new DataInputStream(in), out, new PixelBudget(mostPixels)));
    }

    /**
     * Overwrites what a HEIC or AVIF tells beside the picture; leaves other files alone.
     *
     * @return how large it is shown, if that is known
     * @throws Refusal {@code unsupported_type} if it is broken or too large
     */
    public Optional<PictureSize> blankMetadata(String contentType, Path file) throws IOException {
        return HeifMetadata.isIn(contentType)
                ? understood(() -> HeifMetadata.blank(contentType, file, mostPixels))
                : Optional.empty();
    }

    private static <T> T understood(Reading<T> reading) throws IOException {
        try {
            return reading.read();
        } catch (BrokenPictureException e) {
            throw refused(e.reason);
        } catch (EOFException e) {
            throw refused("ends too early");
        } catch (IndexOutOfBoundsException | BufferUnderflowException e) {
            throw refused("is broken");
        }
    }

    private interface Reading<T> {

        T read() throws IOException;
    }

    private static Refusal refused(String reason) {
        return new Refusal(RefusalCode.UNSUPPORTED_TYPE, "The picture cannot be used: it " + reason + ".");
    }

    /** @throws EOFException if there is less */
    static void copy(DataInputStream in, OutputStream out, long octets) throws IOException {
        // A picture may consist of parts of a byte or two.
        byte[] step = new byte[(int) Math.min(8 << 10, octets)];
        for (long left = octets; left > 0; ) {
            int read = in.read(step, 0, (int) Math.min(step.length, left));
            if (read < 0) {
                throw new EOFException();
            }
            out.write(step, 0, read);
            left -= read;
        }
    }
}
