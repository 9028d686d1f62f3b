package com.sealkloud.chat.attachment;

import java.awt.image.BufferedImage;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes the small copies of a picture and stores them. */
@Component
class ThumbnailPainter {

    private static final String JPEG = "image/jpeg";
    private static final String PNG = "image/png";
    private static final String WEBP = "image/webp";
    private static final float QUALITY = 0.82f;

    private final FileStorage storage;
    private final Removals removals;
    private final AttachmentProperties properties;

    ThumbnailPainter(FileStorage storage, Removals removals, AttachmentProperties properties) {
        this.storage = storage;
        this.removals = removals;
        this.properties = properties;
    }

    /**
     * Its copies are expected to be removed again, unless the caller takes that back.
     *
     * @return the copies; null if the picture would need too much memory
     * @throws IOException if the picture cannot be decoded
     */
    @Nullable
    Thumbnails paint(StoredFile file, PictureSize size) throws IOException {
        try (LocalFile original = storage.fetch(file.storageKey())) {
            return paint(original, file.contentType(), size);
        }
    }

    private @Nullable Thumbnails paint(LocalFile original, String contentType, PictureSize size) throws IOException {
        int orientation = 1;
        boolean wholeInMemory = contentType.equals(WEBP);
        if (contentType.equals(JPEG)) {
            try (DataInputStream in = new DataInputStream(original.open())) {
                JpegPicture.Structure structure = JpegPicture.structure(in);
                orientation = structure.orientation();
                wholeInMemory = structure.scans() > 1;
            }
        }
        if (wholeInMemory && size.pixels() > properties.thumbnailPixels()) {
            return null;
        }
        try (ImageInputStream in = new FileImageInputStream(original.path().toFile())) {
            DecodedPicture picture = DecodedPicture.read(in, contentType, ThumbnailSize.LARGE.pixels(), orientation);
            return store(picture, size.longest() > ThumbnailSize.LARGE.pixels());
        }
    }

    private Thumbnails store(DecodedPicture picture, boolean isLarge) throws IOException {
        String type = picture.isTransparent() ? PNG : JPEG;
        List<String> written = new ArrayList<>();
        try {
            String small = store(picture.scaled(ThumbnailSize.SMALL.pixels()), type, written);
            String large = isLarge ? store(picture.scaled(ThumbnailSize.LARGE.pixels()), type, written) : null;
            written.clear();
            return new Thumbnails(type, small, large);
        } finally {
            written.forEach(removals::hasten);
        }
    }

    private String store(BufferedImage image, String type, List<String> written) throws IOException {
        String key = storage.newKey();
        removals.expect(key);
        written.add(key);
        try (LocalFile copy = storage.write(out -> encode(image, type, out))) {
            storage.store(key, copy);
        }
        return key;
    }

    static void encode(BufferedImage image, String type, OutputStream out) throws IOException {
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
