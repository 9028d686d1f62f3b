package com.sealkloud.chat.transcript;

import com.sealkloud.chat.log.ChatMessage;
import com.sealkloud.chat.text.OneLine;
import com.sealkloud.chat.text.PlainLines;
import com.sealkloud.chat.transcript.SpokenWords.Heading;
import java.io.PrintWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** For mail and for terminals. */
record TextTranscript(PrintWriter out) implements Transcript {

    static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    @Override
    public void begin(Heading heading, @Nullable TranscribedTicket ticket) {
        out.print(title(heading) + "\n" + describe(ticket) + "Times are UTC.\n\n");
    }

    @Override
    public void add(ChatMessage message) {
        // Indented; otherwise a message could contain a line that looks like another user's
        // message.
        String content = PlainLines.of(Transcript.words(message), "\n    ");
        out.print(TIME.format(message.timestamp()) + "  " + OneLine.isolated(message.senderName()) + " ("
                + message.senderRole().wireName() + "): " + content + "\n");
    }

    @Override
    public void end() {
        out.flush();
    }

    static String title(Heading heading) {
        return heading.title() == null ? "Conversation " + heading.conversationId() : OneLine.of(heading.title());
    }

    static String describe(@Nullable TranscribedTicket ticket) {
        if (ticket == null) {
            return "";
        }
        String number = ticket.number() == null ? ticket.ticketId() : ticket.number();
        return "Ticket " + OneLine.of(number) + (ticket.status() == null ? "" : ", " + OneLine.of(ticket.status()))
                + "\n";
    }
}
