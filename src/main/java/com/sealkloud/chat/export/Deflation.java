package com.sealkloud.chat.export;

import java.util.regex.Pattern;
import java.util.zip.Deflater;

/** How hard an export tries to make a file smaller. */
final class Deflation {

    /** Deflated once more, they take as much time as others, and stay as large. */
    private static final Pattern COMPRESSED = Pattern.compile("(?:audio|video)/.*"
            + "|image/(?:jpeg|png|webp|gif|avif|heic)"
            + "|application/(?:pdf|zip|gzip|zstd|x-7z-compressed|x-rar-compressed|x-xz|x-bzip2)"
            + "|application/vnd\\.(?:openxmlformats-officedocument|oasis\\.opendocument)\\..*");

    private Deflation() {}

    /** @return a level of {@link Deflater} */
    static int levelOf(String contentType) {
        return COMPRESSED.matcher(contentType).matches() ? Deflater.NO_COMPRESSION : Deflater.DEFAULT_COMPRESSION;
    }
}
