package com.sealkloud.chat.log;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A file of a message, as events tell of it.
 *
 * @param name as its uploader called it, cleaned
 * @param contentType what its content is
 * @param size in bytes
 * @param width in pixels, of an image as it is to be shown
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Attachment(
        String attachmentId,
        String name,
        String contentType,
        long size,
        Status status,
        @Nullable Integer width,
        @Nullable Integer height) {

    /** What there is of it. */
    public enum Status {
        /** A picture whose thumbnails are being made. */
        PROCESSING,
        READY,
        REMOVED;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        static Status parse(String wireName) {
            return valueOf(wireName.toUpperCase(Locale.ROOT));
        }
    }
}
