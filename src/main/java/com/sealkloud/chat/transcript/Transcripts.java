package com.sealkloud.chat.transcript;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.log.ChatMessage;
import com.sealkloud.chat.ticket.Tickets;
import com.sealkloud.chat.transcript.SpokenWords.Heading;
import java.io.PrintWriter;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes transcripts for other packages, page by page. */
@Component
public class Transcripts {

    private final SpokenWords words;
    private final Tickets tickets;
    private final JsonMapper json;

    Transcripts(SpokenWords words, Tickets tickets, JsonMapper json) {
        this.words = words;
        this.tickets = tickets;
        this.json = json;
    }

    /** A format that can be read by people, or by programs. */
    public enum Kind {
        HTML,
        JSON
    }

    /**
     * Writes a conversation as a reader may read it now.
     *
     * @param progress is called after each page, and may throw to end it
     */
    public void write(Person reader, String conversationId, Kind kind, PrintWriter out, Runnable progress) {
        Heading heading = words.heading(reader, conversationId);
        Transcript transcript = kind == Kind.HTML ? new HtmlTranscript(out) : new JsonTranscript(out, json);
        transcript.begin(
                heading,
                tickets.find(conversationId)
                        .map(ticket -> TranscribedTicket.of(ticket, reader))
                        .orElse(null));
        List<ChatMessage> page = words.after(reader, heading, 0);
        while (!page.isEmpty()) {
            page.forEach(transcript::add);
            progress.run();
            page = words.after(reader, heading, page.get(page.size() - 1).seq());
        }
        transcript.end();
    }

    /** @return the conversations in which somebody has written, without notes */
    public List<String> writtenIn(Person author) {
        return words.writtenIn(author);
    }

    /**
     * Writes as JSON what somebody has written in a conversation that they may have left.
     *
     * @param progress is called after each page, and may throw to end it
     */
    public void writeOwn(Person author, String conversationId, PrintWriter out, Runnable progress) {
        Transcript transcript = new JsonTranscript(out, json);
        transcript.begin(new Heading(conversationId, null), null);
        List<ChatMessage> page = words.ownAfter(author, conversationId, 0);
        while (!page.isEmpty()) {
            page.forEach(transcript::add);
            progress.run();
            page = words.ownAfter(
                    author, conversationId, page.get(page.size() - 1).seq());
        }
        transcript.end();
    }
}
