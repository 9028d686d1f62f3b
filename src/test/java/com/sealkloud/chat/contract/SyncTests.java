package com.sealkloud.chat.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.testing.Event;
import com.sealkloud.chat.testing.Session;
import com.sealkloud.chat.testing.User;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** {@code sync}: a new subscriber is told where the logs of its conversations end. */
class SyncTests extends EveryRelay {

    @Test
    void tellsThePersonsOwnConversationsAndTheirLastSeq() {
        User lena = cast.lena();
        User carol = cast.carol();
        String direct = directConversation(lena, carol);
        as(lena).post("/conversations/" + direct + "/messages", Map.of("content", "missed"))
                .expect(201);
        String foreign = teamRoom(lena);

        Event sync = connect(carol).awaits("sync");

        assertThat(sync.destination()).isEqualTo(Session.MESSAGES);
        assertThat(sync.fields()).containsExactlyInAnyOrder("type", "epoch", "conversations", "timestamp");
        List<JsonNode> heads =
                sync.json().required("conversations").valueStream().toList();
        assertThat(heads).singleElement().satisfies(head -> {
            assertThat(head.propertyNames()).containsExactlyInAnyOrder("conversationId", "firstSeq", "lastSeq");
            assertThat(head.required("conversationId").stringValue()).isEqualTo(direct);
            assertThat(head.required("firstSeq").longValue()).isEqualTo(1);
            assertThat(head.required("lastSeq").longValue()).isEqualTo(1);
        });
        assertThat(connect(lena).awaits("sync").json().toString()).contains(direct, foreign);
    }
}
