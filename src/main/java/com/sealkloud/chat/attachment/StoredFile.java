package com.sealkloud.chat.attachment;

import com.sealkloud.chat.log.Attachment;
import org.jspecify.annotations.Nullable;

/**
 * A file that was uploaded.
 *
 * @param seq of the message that it belongs to; null as long as there is none
 * @param picture how large it is shown; null if it is no picture, or that is not known
 * @param storageKey under which its bytes are stored
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
        String storageKey) {

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
        return new Attachment(attachmentId, name, contentType, size, Attachment.Status.READY, width(), height());
    }
}
