package com.sealkloud.chat.attachment;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How large a small copy of a picture is. */
enum ThumbnailSize {
    /** For the list of messages. */
    SMALL(480),
    /** For a screen. */
    LARGE(1600);

    private final int pixels;

    ThumbnailSize(int pixels) {
        this.pixels = pixels;
    }

    /** @return the longer side, in pixels */
    int pixels() {
        return pixels;
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<ThumbnailSize> parse(String wireName) {
        return Arrays.stream(values())
                .filter(size -> size.wireName().equals(wireName))
                .findFirst();
    }
}
