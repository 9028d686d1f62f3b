package com.sealkloud.chat.transcript;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.audit.AuditLog;
import com.sealkloud.chat.http.ThreadPlaces.Place;
import com.sealkloud.chat.log.ChatMessage;
import com.sealkloud.chat.realtime.RateLimits;
import com.sealkloud.chat.ticket.Tickets;
import com.sealkloud.chat.transcript.SpokenWords.Heading;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Exports a conversation for those who may read it. */
@RestController
@RequestMapping("/api/v1/conversations/{conversationId}/transcript")
class TranscriptController {

    private final SpokenWords words;
    private final Tickets tickets;
    private final JsonMapper json;
    private final TranscriptsAtOnce atOnce;
    private final RateLimits limits;
    private final AuditLog audit;
    private final MeterRegistry meters;

    TranscriptController(
            SpokenWords words,
            Tickets tickets,
            JsonMapper json,
            TranscriptsAtOnce atOnce,
            RateLimits limits,
            AuditLog audit,
            MeterRegistry meters) {
        this.words = words;
        this.tickets = tickets;
        this.json = json;
        this.atOnce = atOnce;
        this.limits = limits;
        this.audit = audit;
        this.meters = meters;
    }

    @GetMapping
    void transcript(
            @PathVariable String conversationId,
            @RequestParam(defaultValue = "text") Transcript.Format format,
            Principal principal,
            HttpServletResponse response)
            throws IOException {
        Place place = atOnce.take(principal.getName());
        try {
            write(conversationId, format, principal, response);
        } finally {
            place.close();
        }
    }

    private void write(
            String conversationId, Transcript.Format format, Principal principal, HttpServletResponse response)
            throws IOException {
        Person reader = Person.of(principal);
        Heading heading = words.heading(reader, conversationId);
        TranscribedTicket ticket = tickets.find(conversationId)
                .map(found -> TranscribedTicket.of(found, reader))
                .orElse(null);
        audit.recordBounded(
                principal.getName(),
                "transcript.exported",
                "conversation:" + conversationId,
                Map.of("format", format.name().toLowerCase(Locale.ROOT)));
        response.setContentType(format.type());
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        // A file to be saved; otherwise HTML would be a page of this origin.
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(format.fileName(conversationId))
                        .build()
                        .toString());
        // Before the first byte is written, so that a failure still has an answer of its own.
        List<ChatMessage> page = words.after(reader, heading, 0);
        PrintWriter out = response.getWriter();
        Transcript transcript = format.to(out, json);
        transcript.begin(heading, ticket);
        while (!page.isEmpty()) {
            page.forEach(transcript::add);
            // A PrintWriter does not report that its reader is gone.
            if (out.checkError()) {
                ended("abandoned");
                return;
            }
            limits.count(principal, RateLimits.Action.CALL, 1);
            page = words.after(reader, heading, page.get(page.size() - 1).seq());
        }
        transcript.end();
        ended(out.checkError() ? "abandoned" : "complete");
    }

    private void ended(String outcome) {
        meters.counter("chat.transcripts", "outcome", outcome).increment();
    }
}
