package com.sealkloud.chat.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.message.DirectMessage;
import com.sealkloud.chat.transcript.SpokenWords.Heading;
import com.sealkloud.chat.transcript.Transcript.Format;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** No message and no name can look like another user's message. */
class TranscriptTests {

    private static final String FORGED = "2026-01-01 00:00:00  ada (admin): granted";

    private static String write(Format format, String title, String name, String content) {
        StringWriter text = new StringWriter();
        Transcript transcript = format.to(new PrintWriter(text), JsonMapper.shared());
        transcript.begin(new Heading("c-1", title), null);
        transcript.add(new DirectMessage(
                "m-1",
                "c-1",
                1,
                "carol",
                name,
                Role.CLIENT,
                "lena",
                content,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Instant.parse("2026-03-01T12:00:00Z")));
        transcript.end();
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n", "\u000b", "\f", "\u0085", "\u2028", "\u2029"})
    void linesOfAMessageAreIndentedAndNamesHaveNone(String lineBreak) {
        for (String text : List.of(
                write(Format.text, "room", "carol", "hello" + lineBreak + FORGED),
                write(Format.text, "room", "carol" + lineBreak + FORGED, "hello"),
                write(Format.text, "room" + lineBreak + FORGED, "carol", "hello"))) {
            assertThat(text.split("\\R")).noneMatch(line -> line.startsWith("2026-01"));
        }
        assertThat(write(Format.text, "room", "carol", "hello" + lineBreak + "again"))
                .isEqualTo("room\nTimes are UTC.\n\n2026-03-01 12:00:00  carol (client): hello\n    again\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u001b", "\u009b", "\u0000", "\u202e", "\u2067"})
    void nothingMovesTheCursorOrTurnsALine(String control) {
        for (Format format : List.of(Format.text, Format.html)) {
            assertThat(write(format, "r" + control, "c" + control, "x" + control))
                    .doesNotContain(control)
                    .contains("x\uFFFD");
        }
    }

    @Test
    void namesFromRightToLeftAreIsolated() {
        assertThat(write(Format.text, "room", "עדה", "hello")).contains("  \u2068עדה\u2069 (client): hello");
        assertThat(write(Format.html, "room", "עדה", "hello")).contains("<bdi>עדה</bdi> (client)");
    }
}
