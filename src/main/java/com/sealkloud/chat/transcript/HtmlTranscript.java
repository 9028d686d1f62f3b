package com.sealkloud.chat.transcript;

import com.sealkloud.chat.log.ChatMessage;
import com.sealkloud.chat.text.OneLine;
import com.sealkloud.chat.text.PlainLines;
import com.sealkloud.chat.transcript.SpokenWords.Heading;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/** For people, to save and print. All user text is escaped. */
record HtmlTranscript(PrintWriter out) implements Transcript {

    @Override
    public void begin(Heading heading, @Nullable TranscribedTicket ticket) {
        String title = escape(TextTranscript.title(heading));
        out.print("""
                <!DOCTYPE html>
                <html lang="en"><head><meta charset="utf-8"><title>%s</title>
                <style>body{font:16px/1.5 sans-serif;max-width:50em;margin:2em auto;padding:0 1em}\
                p{white-space:pre-wrap;overflow-wrap:anywhere;margin:0 0 1em}h2{font-size:1em;margin:0}time{color:#555;font-weight:normal}</style>
                </head><body>
                <h1 dir="auto">%s</h1>
                <p>%sTimes are UTC.</p>
                """.formatted(title, title, escape(TextTranscript.describe(ticket))));
    }

    @Override
    public void add(ChatMessage message) {
        out.print("<article><h2><bdi>" + escape(OneLine.of(message.senderName())) + "</bdi> ("
                + message.senderRole().wireName() + ") <time datetime=\"" + message.timestamp() + "\">"
                + TextTranscript.TIME.format(message.timestamp()) + "</time></h2>\n<p dir=\"auto\">"
                + escape(Transcript.words(message))
                + "</p></article>\n");
    }

    @Override
    public void end() {
        out.print("</body></html>\n");
        out.flush();
    }

    private static String escape(String text) {
        return HtmlUtils.htmlEscape(PlainLines.of(text, "\n"), StandardCharsets.UTF_8.name());
    }
}
