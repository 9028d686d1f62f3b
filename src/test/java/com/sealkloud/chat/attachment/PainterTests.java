package com.sealkloud.chat.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.filestore.FileStorage;
import com.sealkloud.chat.filestore.FileStorages;
import com.sealkloud.chat.filestore.LocalFile;
import com.sealkloud.chat.image.PictureSize;
import com.sealkloud.chat.image.Pictures;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Pictures whose decoder has no bound are not decoded, however small they are. */
class PainterTests {

    /** One pixel. */
    private static final byte[] LOSSLESS =
            HexFormat.of().parseHex("524946461a000000574542505650384c0d0000002f00000010071011118888fe0700");

    private static final byte[] LOSSY =
            Base64.getDecoder().decode("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");

    @TempDir
    Path folder;

    private static AttachmentProperties properties() {
        return new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("chat.attachment", AttachmentProperties.class);
    }

    private int square(byte[] picture) throws IOException {
        Path file = Files.write(folder.resolve("picture"), picture);
        SquarePainter painter = new SquarePainter(new Pictures(64_000_000), properties());
        return painter.paint(new LocalFile(file, false), size -> {}).getWidth();
    }

    private boolean hasThumbnails(String type, byte[] picture, PictureSize size) throws IOException {
        FileStorage storage = FileStorages.in(folder);
        String key = storage.newKey();
        try (LocalFile file = storage.receive(new byte[0], new ByteArrayInputStream(picture))) {
            storage.store(key, file);
        }
        Removals removals = new Removals(new JdbcTemplate(), Clock.systemUTC()) {
            @Override
            void expect(String storageKey) {}
        };
        ThumbnailPainter painter = new ThumbnailPainter(storage, removals, properties());
        StoredFile stored = StoredFile.uploaded("c", "carol", "picture", type, picture.length, size, key);
        return painter.paint(stored, size) != null;
    }

    /** A scan of a few bytes makes its decoder take room for all of them. */
    @Test
    void aProgressiveJpegOfOneScanCountsAsWhole() throws IOException {
        byte[] picture =
                HexFormat.of().parseHex("ffd8ffc20011081388138803011100021100031100ffda000c0301000200030000000000ffd9");
        PictureSize size = new PictureSize(5000, 5000);

        assertThatThrownBy(() -> square(picture)).hasMessageContaining("too many pixels");
        assertThat(hasThumbnails("image/jpeg", picture, size)).isFalse();
    }

    @Test
    void aLosslessWebpIsNoPictureOfAPersonAndGetsNoThumbnail() throws IOException {
        PictureSize pixel = new PictureSize(1, 1);
        assertThat(square(LOSSY)).isEqualTo(1);
        assertThat(hasThumbnails("image/webp", LOSSY, pixel)).isTrue();

        assertThatThrownBy(() -> square(LOSSLESS)).isInstanceOf(Refusal.class).hasMessageContaining("lossless");
        assertThat(hasThumbnails("image/webp", LOSSLESS, pixel)).isFalse();
    }
}
