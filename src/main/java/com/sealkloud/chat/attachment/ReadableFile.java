package com.sealkloud.chat.attachment;

/**
 * Bytes that somebody may read.
 *
 * @param tag stays the same as long as the bytes do
 * @param name of the file
 */
record ReadableFile(String tag, String name, String contentType, String storageKey) {

    static ReadableFile of(StoredFile file) {
        return new ReadableFile(file.attachmentId(), file.name(), file.contentType(), file.storageKey());
    }
}
