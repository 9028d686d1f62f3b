package com.sealkloud.chat.fault;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.ImageIO;

/** A file that is like no other one, and that the service stores as it is. */
@SuppressWarnings("ArrayRecordComponent") // nobody compares uploads, and none is changed
record Upload(String name, byte[] bytes) {
    private static final int LINES = 500;

    static Upload text(String mark) {
        return new Upload("notes.txt", (mark + "\n").repeat(LINES).getBytes(StandardCharsets.US_ASCII));
    }

    /** Of which the service makes a thumbnail. */
    static Upload picture(String mark) {
        BufferedImage picture = new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB);
        int[] row = new int[picture.getWidth()];
        Arrays.fill(row, mark.hashCode() & 0xffffff);
        picture.setRGB(0, 0, row.length, picture.getHeight() / 2, row, 0, 0);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Upload("photo.png", png.toByteArray());
    }

    boolean isPicture() {
        return name.endsWith(".png");
    }

    boolean is(byte[] other) {
        return Arrays.equals(bytes, other);
    }
}
