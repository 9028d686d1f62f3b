package com.sealkloud.chat.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.testing.Chat;
import com.sealkloud.chat.testing.Mode;
import com.sealkloud.chat.testing.Servers;
import com.sealkloud.chat.testing.Session;
import com.sealkloud.chat.testing.User;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/** Frames that arrive while every thread is busy and the queue is full. */
@ExtendWith(Servers.class)
class OverloadTests {
    /** RFC 6455's registry: try again later. */
    private static final int TRY_AGAIN_LATER = 1013;

    private static final int SESSIONS = 10;

    @Test
    void sendsAwayWhoseFrameFindsNoPlaceAndServesTheOthers() {
        try (Chat chat = Chat.start(
                Servers.arguments(Mode.EMBEDDED_H2),
                "--chat.realtime.inbound-threads=1",
                "--chat.realtime.inbound-queue=12")) {
            User carol = chat.cast().carol();
            User lena = chat.cast().lena();
            List<Session> sessions =
                    Stream.generate(() -> chat.connect(carol)).limit(SESSIONS).toList();
            CountDownLatch free = new CountDownLatch(1);
            occupy(chat, free);

            Map<Session, String> receipts = new HashMap<>();
            sessions.forEach(session -> receipts.put(
                    session, session.sends("/app/message", Map.of("receiverId", lena.userId(), "content", "hello"))));
            await("somebody is sent away")
                    .until(() -> sessions.stream()
                            .anyMatch(session -> session.socket().isClosed()));
            free.countDown();

            receipts.forEach((session, receipt) -> await("an answer for everybody")
                    .until(() -> session.hasReceipt(receipt) || session.socket().isClosed()));
            List<Session> sentAway = sessions.stream()
                    .filter(session -> session.socket().isClosed())
                    .toList();
            assertThat(sentAway)
                    .hasSizeLessThan(SESSIONS)
                    .allSatisfy(session ->
                            assertThat(session.socket().awaitsClose()).isEqualTo(TRY_AGAIN_LATER));

            // They come back and repeat it.
            try (Session again = chat.connect(carol)) {
                again.says("/app/message", Map.of("receiverId", lena.userId(), "content", "again"));
            }
            sessions.forEach(Session::close);
        }
    }

    private static void occupy(Chat chat, CountDownLatch until) {
        CountDownLatch begun = new CountDownLatch(1);
        chat.bean("clientInboundChannelExecutor", ThreadPoolTaskExecutor.class).execute(() -> {
            begun.countDown();
            await().until(() -> until.getCount() == 0);
        });
        await().until(() -> begun.getCount() == 0);
    }
}
