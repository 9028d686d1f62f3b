package com.sealkloud.chat.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.session.LiveSession;
import com.sealkloud.chat.session.PersonalQueueOpened;
import com.sealkloud.chat.session.Sessions;
import com.sealkloud.chat.testing.Chat;
import com.sealkloud.chat.testing.Mode;
import com.sealkloud.chat.testing.Servers;
import com.sealkloud.chat.testing.Session;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.test.util.ReflectionTestUtils;

/** Who is told first where the logs end. */
@ExtendWith(Servers.class)
class SyncSenderTests {

    @Test
    void aSessionThatSubscribesAgainAndAgainIsToldOnce() {
        Chat chat = Servers.chat(Mode.EMBEDDED_H2);
        SyncSender sender = chat.bean(SyncSender.class);
        try (Session carol = chat.connect(chat.cast().carol());
                Session lena = chat.connect(chat.cast().lena())) {
            await("the first ones")
                    .until(() -> carol.heard("sync").size() == 1
                            && lena.heard("sync").size() == 1);
            CountDownLatch goesOn = new CountDownLatch(1);
            holdUp(sender, goesOn);
            for (int i = 0; i < 10; i++) {
                sender.opened(opened(chat, carol));
            }
            sender.opened(opened(chat, lena));
            goesOn.countDown();

            lena.awaits("sync", sync -> lena.heard("sync").size() == 2);
            assertThat(carol.heard("sync")).hasSize(2);

            sender.opened(opened(chat, carol));
            carol.awaits("sync", sync -> carol.heard("sync").size() == 3);
        }
    }

    private static void holdUp(SyncSender sender, CountDownLatch goesOn) {
        Executor worker = (Executor) ReflectionTestUtils.getField(sender, "worker");
        worker.execute(() -> {
            try {
                goesOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static PersonalQueueOpened opened(Chat chat, Session session) {
        LiveSession live =
                chat.bean(Sessions.class).of(session.userId()).iterator().next();
        return new PersonalQueueOpened(live.id(), live.authentication());
    }
}
