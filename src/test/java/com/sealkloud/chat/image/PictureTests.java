package com.sealkloud.chat.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.image.Pictures.PixelBudget;
import com.sun.management.ThreadMXBean;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Pictures keep what is seen, and lose what they tell besides. */
class PictureTests {

    private static final String SECRET = "GPS 52.5200 N";

    /** One pixel, lossless. */
    private static final String WEBP = "524946461a000000574542505650384c0d0000002f00000010071011118888fe0700";

    private static final Pictures PICTURES = new Pictures(64_000_000);

    private record Copy(PictureSize size, byte[] content) {}

    private static Copy copy(String type, byte[] picture) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PictureSize size = PICTURES.copy(type, new ByteArrayInputStream(picture), out);
        return new Copy(size, out.toByteArray());
    }

    private static byte[] written(String format) throws IOException {
        BufferedImage image = new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB);
        image.createGraphics().setBackground(Color.ORANGE);
        image.setRGB(7, 5, Color.GREEN.getRGB());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, format, out);
        return out.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(out::writeBytes);
        return out.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] inserted(byte[] picture, int at, byte[] part) {
        return joined(Arrays.copyOf(picture, at), part, Arrays.copyOfRange(picture, at, picture.length));
    }

    private static void expectSamePixels(byte[] picture, byte[] other) throws IOException {
        BufferedImage one = ImageIO.read(new ByteArrayInputStream(picture));
        BufferedImage two = ImageIO.read(new ByteArrayInputStream(other));
        assertThat(two.getRGB(0, 0, 40, 20, null, 0, 40)).isEqualTo(one.getRGB(0, 0, 40, 20, null, 0, 40));
    }

    private static byte[] exif(ByteOrder order, int orientation) {
        byte[] tiff = ByteBuffer.allocate(40)
                .order(order)
                .put(ascii(order == ByteOrder.BIG_ENDIAN ? "MM" : "II"))
                .putShort((short) 42)
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .array();
        byte[] content = joined(ascii("Exif\0\0"), tiff, ascii(SECRET));
        return joined(new byte[] {(byte) 0xFF, (byte) 0xE1, 0, (byte) (content.length + 2)}, content);
    }

    @Test
    void aJpegKeepsItsPixelsAndItsOrientationAlone() throws IOException {
        byte[] plain = written("jpg");
        for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
            byte[] telling = joined(inserted(plain, 2, exif(order, 6)), ascii(SECRET));

            Copy copy = copy("image/jpeg", telling);

            assertThat(copy.size()).isEqualTo(new PictureSize(20, 40));
            assertThat(copy.content()).hasSizeLessThan(telling.length);
            assertThat(new String(copy.content(), StandardCharsets.ISO_8859_1))
                    .doesNotContain(SECRET)
                    .contains("Exif");
            expectSamePixels(plain, copy.content());
            assertThat(copy("image/jpeg", copy.content()).size()).isEqualTo(new PictureSize(20, 40));
        }
        assertThat(copy("image/jpeg", plain).size()).isEqualTo(new PictureSize(40, 20));
    }

    @Test
    void aPngKeepsItsPixels() throws IOException {
        byte[] plain = written("png");
        byte[] text =
                joined(ByteBuffer.allocate(4).putInt(SECRET.length()).array(), ascii("tEXt" + SECRET), new byte[4]);

        Copy copy = copy("image/png", joined(inserted(plain, 33, text), ascii(SECRET)));

        assertThat(copy.size()).isEqualTo(new PictureSize(40, 20));
        assertThat(new String(copy.content(), StandardCharsets.ISO_8859_1)).doesNotContain(SECRET);
        expectSamePixels(plain, copy.content());
    }

    @Test
    void aGifKeepsItsPixels() throws IOException {
        byte[] plain = written("gif");
        int behindColours = 13 + 3 * (2 << (plain[10] & 7));
        byte[] comment = joined(new byte[] {0x21, (byte) 0xFE, (byte) SECRET.length()}, ascii(SECRET), new byte[1]);

        Copy copy = copy("image/gif", joined(inserted(plain, behindColours, comment), ascii(SECRET)));

        assertThat(copy.size()).isEqualTo(new PictureSize(40, 20));
        assertThat(new String(copy.content(), StandardCharsets.ISO_8859_1)).doesNotContain(SECRET);
        expectSamePixels(plain, copy.content());
    }

    @Test
    void aWebpKeepsItsFrames() throws IOException {
        byte[] plain = HexFormat.of().parseHex(WEBP);
        byte[] place = joined(ascii("EXIF"), new byte[] {14, 0, 0, 0}, ascii(SECRET + "!"));
        byte[] telling = joined(plain, place, ascii(SECRET));
        telling[4] += (byte) place.length;

        Copy copy = copy("image/webp", telling);

        assertThat(copy.size()).isEqualTo(new PictureSize(1, 1));
        assertThat(new String(copy.content(), StandardCharsets.ISO_8859_1)).doesNotContain(SECRET);
        assertThat(copy.content()).hasSize(plain.length + place.length);
        assertThat(Arrays.copyOfRange(copy.content(), 8, plain.length))
                .isEqualTo(Arrays.copyOfRange(plain, 8, plain.length));
    }

    @Test
    void aPictureOfTooManyPixelsIsRefusedByItsHeader() throws IOException {
        byte[] huge = written("png");
        ByteBuffer.wrap(huge).putInt(16, 65_500).putInt(20, 65_500);
        assertThatThrownBy(() -> copy("image/png", huge)).isInstanceOf(Refusal.class);
        byte[] gif = written("gif");
        int behindColours = 13 + 3 * (2 << (gif[10] & 7));
        byte[] frames = Arrays.copyOfRange(gif, behindColours, gif.length - 1);
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        many.write(gif, 0, behindColours);
        for (int i = 0; i < 10_000; i++) {
            many.writeBytes(frames);
        }
        many.write(0x3B);
        PixelBudget budget = new PixelBudget(10_000L * 40 * 20 - 1);
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(many.toByteArray()));
        assertThatThrownBy(() -> GifPicture.copy(in, new ByteArrayOutputStream(), budget))
                .hasMessage("has too many pixels");
    }

    @Test
    void aPictureWhoseRowsNeedMuchMemoryIsRefused() throws IOException {
        byte[] wide = written("png");
        ByteBuffer.wrap(wide).putInt(16, 64_000_000).putInt(20, 1);

        assertThatThrownBy(() -> copy("image/png", wide)).hasMessageContaining("too many pixels");
    }

    @Test
    void aGifCountsThePixelsOfItsFramesAndNotOnlyOfItsScreen() throws IOException {
        byte[] gif = written("gif");
        int descriptor = 13 + 3 * (2 << (gif[10] & 7)) + 1;
        while (gif[descriptor - 1] != 0x2C) {
            descriptor++;
        }
        Arrays.fill(gif, descriptor + 4, descriptor + 8, (byte) 0xFF);

        assertThatThrownBy(() -> copy("image/gif", gif)).hasMessageContaining("too many pixels");
    }

    @Test
    void aWebpWhoseFrameIsLargerThanItsCanvasIsRefused() {
        byte[] image = Arrays.copyOfRange(HexFormat.of().parseHex(WEBP), 12, 34);
        byte[] large = image.clone();
        large[9] = (byte) 0xFF;
        large[10] = 0x3F;
        byte[] canvas = joined(ascii("VP8X"), new byte[] {10, 0, 0, 0}, new byte[10]);
        byte[] frame = joined(ascii("ANMF"), new byte[] {38, 0, 0, 0}, new byte[16], large);

        assertThatThrownBy(() -> copy("image/webp", webp(canvas, large))).hasMessageContaining("another size");
        assertThatThrownBy(() -> copy("image/webp", webp(canvas, frame))).hasMessageContaining("another size");
    }

    @Test
    void aWebpWhoseCanvasSaysTooLittleIsRefused() {
        byte[] empty = joined(ascii("VP8X"), new byte[4]);
        byte[] cut = joined(ascii("VP8X"), new byte[] {8, 0, 0, 0}, new byte[8]);

        assertThatThrownBy(() -> copy("image/webp", webp(empty))).hasMessageContaining("wrong chunk");
        assertThatThrownBy(() -> copy("image/webp", webp(cut))).hasMessageContaining("wrong chunk");
    }

    private static byte[] webp(byte[]... chunks) {
        byte[] content = joined(ascii("WEBP"), joined(chunks));
        return joined(ascii("RIFF"), new byte[] {(byte) content.length, 0, 0, 0}, content);
    }

    @Test
    void anAnimatedWebpKeepsItsFrames() throws IOException {
        byte[] image = Arrays.copyOfRange(HexFormat.of().parseHex(WEBP), 12, 34);
        byte[] canvas = joined(ascii("VP8X"), new byte[] {10, 0, 0, 0}, new byte[10]);
        byte[] frame = joined(ascii("ANMF"), new byte[] {38, 0, 0, 0}, new byte[16], image);
        byte[] animation = webp(canvas, frame, frame);

        Copy copy = copy("image/webp", animation);

        assertThat(copy.size()).isEqualTo(new PictureSize(1, 1));
        assertThat(copy.content()).isEqualTo(animation);
    }

    private static byte[] chunk(String name, byte[]... parts) {
        byte[] content = joined(parts);
        byte[] header = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(ascii(name))
                .putInt(content.length)
                .array();
        return joined(header, content, new byte[content.length & 1]);
    }

    private static final byte[] LOSSY = chunk("VP8 ", new byte[] {0x30, 1, 0, (byte) 0x9D, 1, 0x2A, 1, 0, 1, 0, 0, 0});
    private static final byte[] LOSSLESS = Arrays.copyOfRange(HexFormat.of().parseHex(WEBP), 12, 34);

    private static boolean isBounded(byte[]... chunks) throws IOException {
        DecodingNeeds needs = DecodingNeeds.of("image/webp", new ByteArrayInputStream(webp(chunks)));
        assertThat(needs.wholeInMemory()).isTrue();
        return !needs.withoutBound();
    }

    private static byte[] transparency(int... bits) {
        byte[] content = new byte[bits.length];
        for (int i = 0; i < bits.length; i++) {
            content[i] = (byte) bits[i];
        }
        return chunk("ALPH", content);
    }

    private static byte[] segment(int marker, int... content) {
        byte[] segment = new byte[content.length + 4];
        ByteBuffer.wrap(segment).putShort((short) (0xFF00 | marker)).putShort((short) (content.length + 2));
        for (int i = 0; i < content.length; i++) {
            segment[i + 4] = (byte) content[i];
        }
        return segment;
    }

    private static final byte[] START = {(byte) 0xFF, (byte) 0xD8};
    private static final byte[] END = {(byte) 0xFF, (byte) 0xD9};

    /** A JPEG of three components, with a scan of no data for each of these numbers of them. */
    private static byte[] jpeg(int frame, int... scans) {
        byte[] picture = joined(START, segment(frame, 8, 0, 9, 0, 9, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0));
        for (int components : scans) {
            int[] scan = new int[4 + 2 * components];
            scan[0] = components;
            picture = joined(picture, segment(0xDA, scan));
        }
        return joined(picture, END);
    }

    private static boolean isWholeInMemory(byte[] jpeg) throws IOException {
        return DecodingNeeds.of("image/jpeg", new ByteArrayInputStream(jpeg)).wholeInMemory();
    }

    /** The first scan decides. */
    @Test
    void aJpegIsHeldWholeUnlessItsFirstScanHasAllOfItInOrder() throws IOException {
        assertThat(isWholeInMemory(jpeg(0xC0, 3))).isFalse();
        assertThat(isWholeInMemory(jpeg(0xC1, 3))).isFalse();

        assertThat(isWholeInMemory(jpeg(0xC2, 3))).isTrue();
        assertThat(isWholeInMemory(jpeg(0xCA, 3))).isTrue();
        assertThat(isWholeInMemory(jpeg(0xC0, 1))).isTrue();
        assertThat(isWholeInMemory(jpeg(0xC0, 1, 1, 1))).isTrue();
        assertThat(isWholeInMemory(jpeg(0xC0, 3, 3))).isTrue();
        assertThat(isWholeInMemory(written("jpg"))).isFalse();
    }

    /** Another frame would be in what a decoder does not take for the content of a segment. */
    @Test
    void aJpegWithSegmentsThatADecoderReadsOtherwiseIsRefused() {
        byte[] frame = Arrays.copyOfRange(jpeg(0xC0, 3), 2, jpeg(0xC0, 3).length);
        for (int marker : new int[] {0x00, 0x01, 0x02, 0xBF, 0xD0, 0xD7, 0xD8}) {
            assertThatThrownBy(() -> copy("image/jpeg", joined(START, segment(marker, 1, 2), frame)))
                    .as("marker %x", marker)
                    .isInstanceOf(Refusal.class);
        }
        for (int length : new int[] {0, 1}) {
            byte[] hidden = joined(segment(0xDB, new int[65_533]), new byte[10]);
            hidden[2] = 0;
            hidden[3] = (byte) length;
            assertThatThrownBy(() -> copy("image/jpeg", joined(START, hidden, frame)))
                    .hasMessageContaining("wrong segment");
        }
        byte[] scanned = Arrays.copyOf(jpeg(0xC0, 3), jpeg(0xC0, 3).length - END.length);
        assertThatThrownBy(() -> copy("image/jpeg", joined(scanned, segment(1, 1, 2), END)))
                .isInstanceOf(Refusal.class);
    }

    /** A few bytes of it can ask for hundreds of megabytes, and for hours. */
    @Test
    void whatIsLosslessInAWebpHasNoBound() throws IOException {
        byte[] canvas = chunk("VP8X", new byte[10]);
        byte[] frame = new byte[16];

        assertThat(isBounded(LOSSY)).isTrue();
        assertThat(isBounded(canvas, chunk("JUNK", LOSSLESS), LOSSY)).isTrue();
        assertThat(isBounded(canvas, transparency(0xF0, 9), LOSSY)).isTrue();
        assertThat(isBounded(canvas, chunk("ANMF", frame, LOSSY), chunk("ANMF", frame, LOSSY)))
                .isTrue();

        assertThat(isBounded(LOSSLESS)).isFalse();
        assertThat(isBounded(canvas, LOSSLESS)).isFalse();
        assertThat(isBounded(canvas, LOSSY, LOSSLESS)).isFalse();
        assertThat(isBounded(canvas, transparency(0x11, 9), LOSSY)).isFalse();
        assertThat(isBounded(canvas, chunk("ANMF", frame, LOSSLESS))).isFalse();
        assertThat(isBounded(canvas, chunk("ANMF", frame, LOSSY), chunk("ANMF", frame, LOSSLESS)))
                .isFalse();
        assertThat(isBounded(canvas, chunk("ANMF", frame, transparency(1, 9), LOSSY)))
                .isFalse();
    }

    /** The decoder does not look where a part ends. */
    @Test
    void whatTheDecoderOfAWebpWouldReadBehindAPartHasNoBound() throws IOException {
        byte[] canvas = chunk("VP8X", new byte[10]);
        byte[] frame = new byte[16];

        assertThat(isBounded(canvas, transparency(), LOSSY)).isFalse();
        assertThat(isBounded(canvas, chunk("ANMF", frame, LOSSY, ascii("VP8L")), LOSSY))
                .isFalse();
    }

    @Test
    void aWebpWhosePartsAreTooShortForTheirSizeIsRefused() {
        byte[] canvas = chunk("VP8X", new byte[10]);
        for (String name : List.of("VP8 ", "VP8L", "ANMF")) {
            assertThatThrownBy(() -> copy("image/webp", webp(canvas, chunk(name, new byte[8]), LOSSY)))
                    .as(name)
                    .hasMessageContaining("wrong chunk");
        }
        byte[] wide = new byte[16];
        wide[6] = 1;
        assertThatThrownBy(() -> copy("image/webp", webp(canvas, chunk("ANMF", wide))))
                .hasMessageContaining("another size");
    }

    @Test
    void aJpegOfVeryManyScansIsRefused() throws IOException {
        byte[] plain = written("jpg");
        int scan = 2;
        while (plain[scan] != (byte) 0xFF || plain[scan + 1] != (byte) 0xDA) {
            scan++;
        }
        byte[] scans = Arrays.copyOfRange(plain, scan, plain.length - 2);
        byte[] many = plain;
        for (int i = 0; i < 100; i++) {
            many = inserted(many, scan, scans);
        }
        byte[] tooMany = many;

        assertThatThrownBy(() -> copy("image/jpeg", tooMany)).hasMessageContaining("too many scans");
    }

    @Test
    void aGifOfVeryManySmallBlocksTakesNoMoreMemoryThanOthers() throws IOException {
        byte[] gif = written("gif");
        int end = gif.length - 2;
        byte[] blocks = new byte[200_000];
        Arrays.fill(blocks, (byte) 1);
        byte[] many = inserted(gif, end, blocks);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

        long before = threads.getCurrentThreadAllocatedBytes();
        copy("image/gif", many);

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(100L * many.length);
    }

    @Test
    void aPictureThatEndsTooEarlyIsRefused() throws IOException {
        for (String format : List.of("jpg", "png", "gif")) {
            byte[] picture = written(format);
            String type = format.equals("jpg") ? "image/jpeg" : "image/" + format;
            for (int length : new int[] {3, 20, picture.length / 2, picture.length - 1}) {
                byte[] cut = Arrays.copyOf(picture, length);
                assertThatThrownBy(() -> copy(type, cut))
                        .as(format + " of " + length)
                        .isInstanceOf(Refusal.class);
            }
        }
        assertThatThrownBy(() -> copy("image/webp", Arrays.copyOf(HexFormat.of().parseHex(WEBP), 20)))
                .isInstanceOf(Refusal.class);
    }
}
