package com.sealkloud.chat.image;

/** How large a picture is shown, in pixels. */
public record PictureSize(int width, int height) {

    public long pixels() {
        return (long) width * height;
    }

    public int longest() {
        return Math.max(width, height);
    }

    /** A picture on its side, by its orientation (Exif 5 to 8). */
    @SuppressWarnings("ArgumentSelectionDefectChecker") // they are swapped on purpose
    PictureSize turned() {
        return new PictureSize(height, width);
    }
}
