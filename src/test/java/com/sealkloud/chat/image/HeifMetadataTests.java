package com.sealkloud.chat.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sealkloud.chat.api.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a HEIC or AVIF may cost that was made to cost much, and how large it is said to be. */
class HeifMetadataTests {

    private static final byte[] TYPE = box("ftyp", "heic".getBytes(StandardCharsets.US_ASCII));
    private static final byte[] EXIF_IS_ITEM_ONE = box(
            "iinf",
            new byte[6],
            box("infe", new byte[] {2, 0, 0, 0, 0, 1, 0, 0}, "Exif\0".getBytes(StandardCharsets.US_ASCII)));

    /** How a box of places begins in which an offset and a length have four octets. */
    private static final byte[] PARTS_OF_FOUR_AND_FOUR = {0, 0, 0, 0, 0x44, 0};

    @TempDir
    Path folder;

    private static byte[] box(String type, byte[]... content) {
        byte[] all = joined(content);
        return ByteBuffer.allocate(8 + all.length)
                .putInt(8 + all.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(all)
                .array();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(out::writeBytes);
        return out.toByteArray();
    }

    private static byte[] repeated(byte[] part, int times) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /** Its pixels begin behind 20 octets. */
    private static byte[] picture(byte[] pixels, byte[]... description) {
        return joined(TYPE, box("mdat", pixels), box("meta", new byte[4], joined(description)));
    }

    private static byte[] two(int number) {
        return ByteBuffer.allocate(2).putShort((short) number).array();
    }

    private static byte[] item(int id, byte[]... parts) {
        return joined(two(id), two(0), two(parts.length), joined(parts));
    }

    private static byte[] part(int from, int length) {
        return ByteBuffer.allocate(8).putInt(from).putInt(length).array();
    }

    private static byte[] size(int width, int height) {
        return box("ispe", new byte[4], part(width, height));
    }

    /** The first item is the picture and has all properties. */
    private static byte[] sized(byte[]... properties) {
        byte[] all = new byte[properties.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) (0x80 | i + 1);
        }
        return picture(
                new byte[0],
                box("pitm", new byte[4], two(1)),
                box(
                        "iprp",
                        box("ipco", joined(properties)),
                        box("ipma", new byte[4], two(0), two(1), two(1), new byte[] {(byte) all.length}, all)));
    }

    private PictureSize sizeOf(byte[] picture) throws IOException {
        Path file = folder.resolve("photo.avif");
        Files.write(file, picture);
        return new Pictures(64_000_000).blankMetadata("image/avif", file).orElseThrow();
    }

    private void expectNotShown(byte[] picture, String reason) {
        assertThatThrownBy(() -> sizeOf(picture)).isInstanceOf(Refusal.class).hasMessageContaining(reason);
    }

    private byte[] blanked(byte[] picture) throws IOException {
        Path file = folder.resolve("photo.heic");
        Files.write(file, picture);
        new Pictures(1).blankMetadata("image/heic", file);
        return Files.readAllBytes(file);
    }

    private void expectRefused(byte[] picture, String reason) {
        assertThatThrownBy(() -> blanked(picture)).isInstanceOf(Refusal.class).hasMessageContaining(reason);
        assertThat(folder.resolve("photo.heic")).hasBinaryContent(picture);
    }

    @Test
    void onlyTheExifIsOverwritten() throws IOException {
        byte[] pixels = "pixels Exif-of-it more-of-it pixels".getBytes(StandardCharsets.US_ASCII);
        byte[] places =
                box("iloc", PARTS_OF_FOUR_AND_FOUR, two(2), item(2, part(20, 6)), item(1, part(27, 10), part(38, 10)));

        byte[] blanked = blanked(picture(pixels, EXIF_IS_ITEM_ONE, places));

        byte[] left = "pixels \0\0\0\0\0\0\0\0\0\0 \0\0\0\0\0\0\0\0\0\0 pixels".getBytes(StandardCharsets.US_ASCII);
        assertThat(blanked).isEqualTo(picture(left, EXIF_IS_ITEM_ONE, places));
    }

    @Test
    void partsThatTakeNothingOfTheFileAreCounted() {
        byte[] items = repeated(joined(two(2), two(0), two(65_535)), 40_000);

        expectRefused(
                picture(new byte[0], EXIF_IS_ITEM_ONE, box("iloc", new byte[6], two(40_000), items)), "too many parts");
    }

    @Test
    void noMoreIsOverwrittenThanThereIs() {
        byte[] twice = item(1, part(0, 100), part(0, 100));

        expectRefused(
                picture(new byte[0], EXIF_IS_ITEM_ONE, box("iloc", PARTS_OF_FOUR_AND_FOUR, two(1), twice)),
                "on top of each other");
    }

    @Test
    void aPlaceBeyondAllNumbersIsNone() {
        byte[] far = ByteBuffer.allocate(16).putLong(Long.MAX_VALUE).putLong(1).array();
        byte[] places =
                box("iloc", new byte[] {1, 0, 0, 0, (byte) 0x88, 0}, two(1), two(1), two(1), two(0), two(1), far);

        expectRefused(picture(new byte[0], EXIF_IS_ITEM_ONE, box("idat"), places), "wrong place");
    }

    @Test
    void boxesAreCounted() {
        expectRefused(joined(TYPE, repeated(box("free"), 25_000)), "too many boxes");
    }

    @Test
    void aBoxEndsWithinTheOneThatItIsIn() {
        byte[] entry = box("infe", new byte[] {2, 0, 0, 0, 0, 2, 0, 0}, "Exif\0".getBytes(StandardCharsets.US_ASCII));
        ByteBuffer.wrap(entry).putInt(0, entry.length + 8);

        expectRefused(picture(new byte[0], box("iinf", new byte[6], entry), box("iloc", new byte[8])), "wrong box");
    }

    @Test
    void aPictureIsAsLargeAsItIsShown() throws IOException {
        byte[] quarterTurn = box("irot", new byte[] {3});
        byte[] halfTurn = box("irot", new byte[] {2});

        assertThat(sizeOf(sized(size(8000, 8000)))).isEqualTo(new PictureSize(8000, 8000));
        assertThat(sizeOf(sized(size(40, 30), halfTurn))).isEqualTo(new PictureSize(40, 30));
        assertThat(sizeOf(sized(quarterTurn, size(40, 30)))).isEqualTo(new PictureSize(30, 40));
    }

    @Test
    void aPictureThatIsTooLargeToBeDecodedIsRefused() {
        expectNotShown(sized(size(60_000, 60_000)), "too many pixels");
        expectNotShown(sized(size(8001, 8000)), "too many pixels");
        expectNotShown(sized(size(65_536, 1)), "too many pixels");
        expectNotShown(sized(size(0, 1)), "too many pixels");
        expectNotShown(sized(size(-1, -1)), "too many pixels");
        expectNotShown(sized(size(40, 30), size(60_000, 60_000)), "too many pixels");
    }

    @Test
    void aPictureWhoseDecoderWouldHaveToFindOutHowLargeItIsIsRefused() {
        byte[] unsized = box("free");

        expectNotShown(picture(new byte[0]), "how large");
        expectNotShown(sized(unsized), "how large");
        expectNotShown(joined(TYPE, box("mdat")), "how large");
        expectNotShown(joined(sized(size(40, 30)), box("moov")), "moves");
    }
}
