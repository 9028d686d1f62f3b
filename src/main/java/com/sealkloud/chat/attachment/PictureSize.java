package com.sealkloud.chat.attachment;

/** How large a picture is shown, in pixels. */
record PictureSize(int width, int height) {

    long pixels() {
        return (long) width * height;
    }

    int longest() {
        return Math.max(width, height);
    }

    /** A picture on its side, by its orientation (Exif 5 to 8). */
    @SuppressWarnings("ArgumentSelectionDefectChecker") // they are swapped on purpose
    PictureSize turned() {
        return new PictureSize(height, width);
    }
}
