package com.sealkloud.chat.attachment;

import org.jspecify.annotations.Nullable;

/**
 * Where the small copies of a picture are stored.
 *
 * @param contentType of both
 * @param largeKey null if the picture itself is not larger
 */
record Thumbnails(
        String contentType, String smallKey, @Nullable String largeKey) {

    /** @return under which key to find it; null if the picture itself is no larger */
    @Nullable
    String key(ThumbnailSize size) {
        return size == ThumbnailSize.SMALL ? smallKey : largeKey;
    }
}
