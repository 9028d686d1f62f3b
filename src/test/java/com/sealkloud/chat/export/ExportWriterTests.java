package com.sealkloud.chat.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.account.AccountRepository;
import com.sealkloud.chat.testing.Chat;
import com.sealkloud.chat.testing.Mode;
import com.sealkloud.chat.testing.Servers;
import com.sealkloud.chat.testing.User;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How a long export goes on. */
@ExtendWith(Servers.class)
class ExportWriterTests {

    @Test
    void aLongConversationDoesNotOutlastTheClaim() throws IOException {
        Chat chat = Servers.chat(Mode.EMBEDDED_H2);
        User carol = chat.cast().carol();
        User lena = chat.cast().lena();
        String talk = chat.as(carol)
                .post("/conversations", Map.of("userId", lena.userId()))
                .expect(200)
                .text("conversationId");
        String file = chat.as(carol)
                .with("Content-Type", "application/octet-stream")
                .with("Content-Disposition", "attachment; filename=\"plan.txt\"")
                .post("/conversations/" + talk + "/attachments", "the plan".getBytes(StandardCharsets.UTF_8))
                .expect(201)
                .text("attachmentId");
        chat.as(carol)
                .post("/conversations/" + talk + "/messages", Map.of("content", "", "attachmentIds", List.of(file)))
                .expect(201);
        AtomicInteger renewed = new AtomicInteger();

        chat.bean(ExportWriter.class)
                .write(
                        chat.bean(AccountRepository.class)
                                .findById(carol.userId())
                                .orElseThrow(),
                        OutputStream.nullOutputStream(),
                        renewed::incrementAndGet);

        // Before the conversation, behind its page in each of two formats, behind the file and
        // behind the page that it is in.
        assertThat(renewed).hasValue(5);
    }
}
