/**
 * Transcripts: a conversation as text, JSON or HTML.
 *
 * <p>{@code TranscriptController} answers with a transcript, and {@code Transcripts} writes one for
 * other packages. {@code SpokenWords} reads what was said as the reader may read it; each form is a
 * {@code Transcript}.
 */
@ApplicationModule(
        allowedDependencies = {"account", "api", "audit", "conversation", "http", "log", "realtime", "text", "ticket"})
@NullMarked
package com.sealkloud.chat.transcript;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
