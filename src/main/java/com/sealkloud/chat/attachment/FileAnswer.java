package com.sealkloud.chat.attachment;

import com.sealkloud.chat.filestore.FileStorage;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Sends a file so that it can do no harm: what is no picture is saved and not shown, and nothing in
 * it runs. Browsers ask each time whether they still may have it.
 */
@Component
class FileAnswer {

    private static final String HARMLESS = "default-src 'none'; sandbox";

    private final FileStorage storage;

    FileAnswer(FileStorage storage) {
        this.storage = storage;
    }

    ResponseEntity<Resource> of(ReadableFile file) {
        ContentDisposition.Builder disposition =
                FileTypes.isInline(file.contentType()) ? ContentDisposition.inline() : ContentDisposition.attachment();
        return ResponseEntity.ok()
                .eTag(file.tag())
                .cacheControl(CacheControl.noCache().cachePrivate())
                .contentType(MediaType.parseMediaType(file.contentType()))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        disposition
                                .filename(file.name(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", HARMLESS)
                .body(storage.read(file.storageKey()));
    }
}
