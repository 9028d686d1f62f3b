/**
 * Files of messages: uploads, quotas, thumbnails, and who may read them.
 *
 * <p>{@code Uploads} reads the body as it arrives ({@code StreamedRequest} of {@code http}), asks
 * {@code FileTypes} what it is, and {@code FileStorage} ({@code filestore}) to write it to the
 * local disk. There {@code VirusScanner} and {@code Pictures} ({@code image}) look at it, before it
 * is stored. {@code PlainFiles} seals what was stored before that was switched on.
 * {@code ThumbnailWorker} makes the small copies of a picture afterwards. {@code PostStore}
 * ({@code message}) lets {@code Attachments} give files to the message that names them.
 * {@code RemovalWorker} removes the bytes of deleted messages ({@code ContentRemoved} of
 * {@code log}), of expired uploads and of those that broke off. Both workers are a
 * {@code DueWorker} ({@code due}): they process rows that become due. {@code StorageCheck} compares
 * the store with the rows once a day.
 */
@ApplicationModule(
        allowedDependencies = {
            "account",
            "api",
            "audit",
            "cluster",
            "conversation",
            "due",
            "encryption",
            "filestore",
            "http",
            "image",
            "log",
            "message",
            "sql",
            "text"
        })
@NullMarked
package com.sealkloud.chat.attachment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
