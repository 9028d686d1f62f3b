package com.sealkloud.chat.transcript;

import com.sealkloud.chat.log.Attachment;
import com.sealkloud.chat.log.ChatMessage;
import com.sealkloud.chat.text.OneLine;
import com.sealkloud.chat.transcript.SpokenWords.Heading;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * A format of transcripts, written piece by piece, because a conversation may be long. Times are
 * UTC.
 */
sealed interface Transcript permits TextTranscript, JsonTranscript, HtmlTranscript {

    /** The supported formats. */
    enum Format {
        text(MediaType.TEXT_PLAIN_VALUE, "txt"),
        json(MediaType.APPLICATION_JSON_VALUE, "json"),
        html(MediaType.TEXT_HTML_VALUE, "html");

        private final String type;
        private final String extension;

        Format(String type, String extension) {
            this.type = type;
            this.extension = extension;
        }

        String type() {
            return type;
        }

        String fileName(String conversationId) {
            return "transcript-" + conversationId + "." + extension;
        }

        Transcript to(PrintWriter out, JsonMapper mapper) {
            return switch (this) {
                case text -> new TextTranscript(out);
                case json -> new JsonTranscript(out, mapper);
                case html -> new HtmlTranscript(out);
            };
        }
    }

    /** @return what it says, and the names of its files, for people */
    static String words(ChatMessage message) {
        if (Boolean.TRUE.equals(message.deleted())) {
            return "(deleted)";
        }
        String files = Objects.requireNonNullElse(message.attachments(), List.<Attachment>of()).stream()
                .map(file -> "[" + OneLine.of(file.name()) + "]")
                .collect(Collectors.joining("\n"));
        String words = Stream.of(message.content(), files)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("\n"));
        return message.editedAt() == null ? words : words + " (edited)";
    }

    /** @param ticket whose room it is; null for other conversations */
    void begin(Heading heading, @Nullable TranscribedTicket ticket);

    void add(ChatMessage message);

    void end();
}
