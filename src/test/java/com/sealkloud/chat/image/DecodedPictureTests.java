package com.sealkloud.chat.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small copies stand upright, and decode no more than they need. */
class DecodedPictureTests {

    private static final int RED = Color.RED.getRGB();

    private static DecodedPicture decoded(BufferedImage picture, String format, int pixels, int orientation)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(picture, format, out);
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(out.toByteArray()))) {
            return DecodedPicture.read(in, "image/" + format, pixels, orientation);
        }
    }

    /** Red is where the first row and the first column of the stored picture meet. */
    @ParameterizedTest
    @CsvSource({
        "1, 40, 20, left, top",
        "2, 40, 20, right, top",
        "3, 40, 20, right, bottom",
        "4, 40, 20, left, bottom",
        "5, 20, 40, left, top",
        "6, 20, 40, right, top",
        "7, 20, 40, right, bottom",
        "8, 20, 40, left, bottom"
    })
    void standsUpright(int orientation, int width, int height, String column, String row) throws IOException {
        BufferedImage stored = new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 5; x++) {
            for (int y = 0; y < 5; y++) {
                stored.setRGB(x, y, RED);
            }
        }

        BufferedImage upright = decoded(stored, "png", 40, orientation).scaled(40);

        assertThat(upright.getWidth()).isEqualTo(width);
        assertThat(upright.getHeight()).isEqualTo(height);
        int x = column.equals("left") ? 1 : width - 2;
        int y = row.equals("top") ? 1 : height - 2;
        assertThat(upright.getRGB(x, y)).isEqualTo(RED);
        assertThat(upright.getRGB(width - 1 - x, height - 1 - y)).isEqualTo(Color.BLACK.getRGB());
    }

    @Test
    void decodesAboutAsManyPixelsAsAreWanted() throws IOException {
        DecodedPicture picture = decoded(new BufferedImage(3000, 2000, BufferedImage.TYPE_INT_RGB), "jpeg", 480, 1);

        assertThat(picture.image().getWidth()).isBetween(480, 720);
        assertThat(picture.scaled(480).getWidth()).isEqualTo(480);
        assertThat(picture.scaled(480).getHeight()).isEqualTo(320);
    }

    @Test
    void keepsTransparencyAndDoesNotEnlarge() throws IOException {
        DecodedPicture picture = decoded(new BufferedImage(30, 20, BufferedImage.TYPE_INT_ARGB), "png", 480, 1);

        assertThat(picture.isTransparent()).isTrue();
        assertThat(picture.scaled(480).getWidth()).isEqualTo(30);
        assertThat(picture.scaled(480).getRGB(5, 5)).isZero();
    }

    @Test
    void readsWebp() throws IOException {
        byte[] onePixel = Base64.getDecoder().decode("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(onePixel))) {
            assertThat(DecodedPicture.read(in, "image/webp", 480, 1).scaled(480).getWidth())
                    .isEqualTo(1);
        }
    }
}
