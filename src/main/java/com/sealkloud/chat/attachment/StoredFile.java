package com.sealkloud.chat.attachment;

import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.image.PictureSize;
import com.sealkloud.chat.image.Pictures;
import com.sealkloud.chat.log.Attachment;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A file that was uploaded.
 *
 * @param seq of the message that it belongs to; null as long as there is none
 * @param picture how large it is shown; null if it is no picture, or that is not known
 * @param storageKey under which its bytes are stored
 * @param processing whether its thumbnails are to be made
 * @param thumbnails null as long as there are none
 */
record StoredFile(
        String attachmentId,
        String conversationId,
        @Nullable Long seq,
        String uploaderId,
        String name,
        String contentType,
        long size,
        @Nullable PictureSize picture,
        String storageKey,
        boolean processing,
        @Nullable Thumbnails thumbnails) {

    /** @return one that was just uploaded: a picture of which there can be small copies waits */
    static StoredFile uploaded(
            String conversationId,
            String uploaderId,
            String name,
            String contentType,
            long size,
            @Nullable PictureSize picture,
            String storageKey) {
        return new StoredFile(
                Ids.next(),
                conversationId,
                null,
                uploaderId,
                name,
                contentType,
                size,
                picture,
                storageKey,
                Pictures.knows(contentType),
                null);
    }

    StoredFile withName(String other) {
        return new StoredFile(
                attachmentId,
                conversationId,
                seq,
                uploaderId,
                other,
                contentType,
                size,
                picture,
                storageKey,
                processing,
                thumbnails);
    }

    /** @return under which keys there are bytes of it */
    List<String> storageKeys() {
        return Stream.of(
                        storageKey,
                        thumbnails == null ? null : thumbnails.smallKey(),
                        thumbnails == null ? null : thumbnails.largeKey())
                .filter(Objects::nonNull)
                .toList();
    }

    boolean isOf(String userId) {
        return uploaderId.equals(userId);
    }

    @Nullable
    Integer width() {
        return picture == null ? null : picture.width();
    }

    @Nullable
    Integer height() {
        return picture == null ? null : picture.height();
    }

    /** @return as messages tell of it */
    Attachment shown() {
        Attachment.Status status = processing ? Attachment.Status.PROCESSING : Attachment.Status.READY;
        return new Attachment(attachmentId, name, contentType, size, status, width(), height());
    }
}
