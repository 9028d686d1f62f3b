package com.sealkloud.chat.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.testing.Event;
import com.sealkloud.chat.testing.Session;
import com.sealkloud.chat.testing.User;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code /app/message} and its {@code message} event. */
class DirectMessageTests extends EveryRelay {

    @Test
    void reachesBothPeopleAndNobodyElse() {
        Session carol = connect(cast.carol());
        Session lena = connect(cast.lena());
        Session dave = connect(cast.dave());
        Session ravi = connect(cast.ravi());

        carol.says(
                "/app/message",
                Map.of("receiverId", lena.userId(), "content", "Hello Lena", "clientMessageId", "first"));

        Event received = lena.awaitsContent("Hello Lena");
        assertThat(received.destination()).isEqualTo(Session.MESSAGES);
        assertThat(received.fields())
                .containsExactlyInAnyOrder(
                        "type",
                        "messageId",
                        "conversationId",
                        "seq",
                        "senderId",
                        "senderName",
                        "senderRole",
                        "receiverId",
                        "content",
                        "clientMessageId",
                        "timestamp");
        assertThat(received.type()).isEqualTo("message");
        assertThat(received.seq()).isEqualTo(1);
        assertThat(received.text("senderId")).isEqualTo(carol.userId());
        assertThat(received.text("senderName")).isEqualTo("carol");
        assertThat(received.text("senderRole")).isEqualTo("client");
        assertThat(received.text("receiverId")).isEqualTo(lena.userId());
        assertThat(received.text("clientMessageId")).isEqualTo("first");
        assertThat(received.text("messageId")).matches("[A-Za-z0-9_-]{1,64}");
        assertThat(received.text("timestamp")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(Instant.parse(received.text("timestamp"))).isBeforeOrEqualTo(Instant.now());

        assertThat(carol.awaitsContent("Hello Lena").json()).isEqualTo(received.json());
        settle(dave, ravi);
        assertThat(dave.heardContent("Hello Lena")).isEmpty();
        assertThat(ravi.heardContent("Hello Lena")).isEmpty();
    }

    @Test
    void reachesEveryDeviceOfBothPeopleOnce() {
        User carol = cast.carol();
        User lena = cast.lena();
        Session carolsPhone = connect(carol);
        Session carolsLaptop = connect(carol);
        Session lenasPhone = connect(lena);
        Session lenasLaptop = connect(lena);

        carolsPhone.says("/app/message", Map.of("receiverId", lena.userId(), "content", "everywhere"));

        for (Session device : new Session[] {carolsPhone, carolsLaptop, lenasPhone, lenasLaptop}) {
            device.awaitsContent("everywhere");
        }
        settle(carolsPhone, carolsLaptop, lenasPhone, lenasLaptop);
        for (Session device : new Session[] {carolsPhone, carolsLaptop, lenasPhone, lenasLaptop}) {
            assertThat(device.heardContent("everywhere")).hasSize(1);
        }
    }

    @Test
    void isReceiptedOnlyOnceItIsStored() {
        User lena = cast.lena();
        Session carol = connect(cast.carol());

        carol.says("/app/message", Map.of("receiverId", lena.userId(), "content", "durable", "clientMessageId", "x"));

        assertThat(chat.database()
                        .queryForObject(
                                "select count(*) from log_entry where actor_id = ? and client_message_id = 'x'",
                                Long.class,
                                carol.userId()))
                .isEqualTo(1);
    }

    @Test
    void isCountedPerConversationWithoutGaps() {
        User lena = cast.lena();
        User ravi = cast.ravi();
        Session carol = connect(cast.carol());

        carol.says("/app/message", Map.of("receiverId", lena.userId(), "content", "lena one"));
        carol.says("/app/message", Map.of("receiverId", ravi.userId(), "content", "ravi one"));
        carol.says("/app/message", Map.of("receiverId", lena.userId(), "content", "lena two"));

        Event first = carol.awaitsContent("lena one");
        Event other = carol.awaitsContent("ravi one");
        Event second = carol.awaitsContent("lena two");
        assertThat(first.seq()).isEqualTo(1);
        assertThat(other.seq()).isEqualTo(1);
        assertThat(second.seq()).isEqualTo(2);
        assertThat(second.text("conversationId"))
                .isEqualTo(first.text("conversationId"))
                .isNotEqualTo(other.text("conversationId"));
    }

    @Test
    void fromOneClientToAnotherIsForbiddenAndNotStored() {
        Session carol = connect(cast.carol());
        Session dave = connect(cast.dave());

        Event error = carol.isRefused(
                "/app/message",
                Map.of("receiverId", dave.userId(), "content", "psst", "clientMessageId", "psst-1"),
                "not_found");

        assertThat(error.fields())
                .containsExactlyInAnyOrder("type", "code", "message", "event", "clientMessageId", "timestamp");
        assertThat(error.text("event")).isEqualTo("message");
        assertThat(error.text("clientMessageId")).isEqualTo("psst-1");
        assertThat(error.destination()).isEqualTo(Session.ERRORS);
        settle(dave);
        assertThat(dave.heardContent("psst")).isEmpty();
        assertThat(chat.database()
                        .queryForObject(
                                "select count(*) from log_entry where actor_id = ?", Long.class, carol.userId()))
                .isZero();
    }

    @Test
    void toAProgramOrToOneselfIsRefused() {
        Session lena = connect(cast.lena());
        User program = cast.ticketService();

        lena.isRefused("/app/message", Map.of("receiverId", program.userId(), "content", "x"), "not_found");
        lena.isRefused("/app/message", Map.of("receiverId", lena.userId(), "content", "x"), "forbidden");
    }

    @Test
    void fromAProgramIsRefused() {
        Session program = connect(cast.ticketService());

        program.isRefused("/app/message", Map.of("receiverId", cast.lena().userId(), "content", "x"), "forbidden");
    }

    @Test
    void mayRepeatTheTypeAndTheRightIdentity() {
        User lena = cast.lena();
        Session carol = connect(cast.carol());

        carol.says(
                "/app/message",
                Map.of(
                        "type", "message",
                        "senderId", carol.userId(),
                        "senderName", "carol",
                        "userRole", "client",
                        "receiverId", lena.userId(),
                        "content", "as in the old documents",
                        "unknownField", "ignored"));

        assertThat(carol.awaitsContent("as in the old documents").has("unknownField"))
                .isFalse();
    }
}
