package com.sealkloud.chat.attachment;

import com.sealkloud.chat.filestore.FileStorage;
import com.sealkloud.chat.filestore.LocalFile;
import com.sealkloud.chat.image.DecodedPicture;
import com.sealkloud.chat.image.DecodingNeeds;
import com.sealkloud.chat.image.PictureEncoder;
import com.sealkloud.chat.image.PictureSize;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes the small copies of a picture and stores them. */
@Component
class ThumbnailPainter {

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
     * @return the copies; null if decoding the picture would need too much
     * @throws IOException if the picture cannot be decoded
     */
    @Nullable
    Thumbnails paint(StoredFile file, PictureSize size) throws IOException {
        try (LocalFile original = storage.fetch(file.storageKey())) {
            return paint(original, file.contentType(), size);
        }
    }

    private @Nullable Thumbnails paint(LocalFile original, String contentType, PictureSize size) throws IOException {
        DecodingNeeds needs;
        try (InputStream in = original.open()) {
            needs = DecodingNeeds.of(contentType, in);
        }
        if (needs.withoutBound() || needs.wholeInMemory() && size.pixels() > properties.thumbnailPixels()) {
            return null;
        }
        try (ImageInputStream in = new FileImageInputStream(original.path().toFile())) {
            DecodedPicture picture =
                    DecodedPicture.read(in, contentType, ThumbnailSize.LARGE.pixels(), needs.orientation());
            return store(picture, size.longest() > ThumbnailSize.LARGE.pixels());
        }
    }

    private Thumbnails store(DecodedPicture picture, boolean isLarge) throws IOException {
        String type = picture.isTransparent() ? PictureEncoder.PNG : PictureEncoder.JPEG;
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
        try (LocalFile copy = storage.write(out -> PictureEncoder.write(image, type, out))) {
            storage.store(key, copy);
        }
        return key;
    }
}
