/**
 * Exports: a copy of what a person has written and was told, as a ZIP file that is kept for days.
 *
 * <p>{@code ExportWorker} is the {@code DueWorker} ({@code due}) that has {@code ExportWriter}
 * write the ZIP file of a person: of each of {@code ReadableConversations} ({@code conversation})
 * what {@code Transcripts} ({@code transcript}) and {@code FileContents} ({@code attachment}) give
 * to this reader.
 */
@ApplicationModule(
        allowedDependencies = {
            "account",
            "api",
            "attachment",
            "audit",
            "conversation",
            "disk",
            "due",
            "encryption",
            "epoch",
            "filestore",
            "lifecycle",
            "log",
            "sql",
            "text",
            "transcript"
        })
@NullMarked
package com.sealkloud.chat.export;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
