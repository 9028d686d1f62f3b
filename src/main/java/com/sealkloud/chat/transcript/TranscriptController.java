package com.sealkloud.chat.transcript;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.conversation.ChatMessage;
import com.sealkloud.chat.conversation.SpokenWords;
import com.sealkloud.chat.conversation.SpokenWords.Heading;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.List;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** What was said in a conversation, written down for those who may read it. */
@RestController
@RequestMapping("/api/v1/conversations/{conversationId}/transcript")
class TranscriptController {

    private final SpokenWords words;
    private final JsonMapper json;

    TranscriptController(SpokenWords words, JsonMapper json) {
        this.words = words;
        this.json = json;
    }

    @GetMapping
    void transcript(
            @PathVariable String conversationId,
            @RequestParam(defaultValue = "text") Transcript.Format format,
            Principal principal,
            HttpServletResponse response)
            throws IOException {
        Heading heading = words.heading(Person.of(principal), conversationId);
        response.setContentType(format.type());
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        // A file to be saved: HTML that came from here would otherwise be a page of this origin.
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(format.fileName(conversationId))
                        .build()
                        .toString());
        Transcript transcript = format.to(response.getWriter(), json);
        transcript.begin(heading);
        List<ChatMessage> page = words.after(heading, 0);
        while (!page.isEmpty()) {
            page.forEach(transcript::add);
            page = words.after(heading, page.get(page.size() - 1).seq());
        }
        transcript.end();
    }
}
