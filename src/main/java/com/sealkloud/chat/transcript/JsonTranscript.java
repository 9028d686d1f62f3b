package com.sealkloud.chat.transcript;

import com.sealkloud.chat.log.ChatMessage;
import com.sealkloud.chat.transcript.SpokenWords.Heading;
import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** For programs: the messages in the form of their events. */
final class JsonTranscript implements Transcript {

    private final PrintWriter out;
    private final JsonMapper json;
    private String separator = "";

    JsonTranscript(PrintWriter out, JsonMapper json) {
        this.out = out;
        this.json = json;
    }

    @Override
    public void begin(Heading heading, @Nullable TranscribedTicket ticket) {
        Map<String, Object> fields = new TreeMap<>();
        fields.put("conversationId", heading.conversationId());
        if (heading.title() != null) {
            fields.put("title", heading.title());
        }
        if (ticket != null) {
            fields.put("ticket", ticket);
        }
        String object = json.writeValueAsString(fields);
        out.print(object.substring(0, object.length() - 1) + ",\"messages\":[");
    }

    @Override
    public void add(ChatMessage message) {
        out.print(separator + json.writeValueAsString(message));
        separator = ",\n";
    }

    @Override
    public void end() {
        out.print("]}\n");
        out.flush();
    }
}
