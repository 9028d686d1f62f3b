package com.sealkloud.chat.attachment;

import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.testing.Chat;
import com.sealkloud.chat.testing.Mode;
import com.sealkloud.chat.testing.Servers;
import com.sealkloud.chat.testing.User;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Servers.class)
class ThumbnailWorkerTests {

    private final Chat chat = Servers.chat(Mode.RABBITMQ_POSTGRESQL);

    private boolean is(String attachmentId, String condition) {
        return Boolean.TRUE.equals(chat.database()
                .queryForObject(
                        "select " + condition + " from attachment where attachment_id = ?",
                        Boolean.class,
                        attachmentId));
    }

    private void makeDue(String attachmentId) {
        chat.database()
                .update(
                        "update attachment set due_at = current_timestamp, attempts = 2, small_key = null"
                                + " where attachment_id = ?",
                        attachmentId);
    }

    @Test
    void anOutageOfTheStorageCostsNoPictureItsThumbnail() throws IOException {
        User lena = chat.cast().lena();
        String room = chat.as(lena)
                .post("/rooms", Map.of("name", "pictures", "kind", "team", "memberIds", List.of()))
                .expect(201)
                .text("roomId");
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "png", png);
        String id = chat.as(lena)
                .with("Content-Disposition", "attachment; filename=a.png")
                .with("Content-Type", "application/octet-stream")
                .post("/conversations/" + room + "/attachments", png.toByteArray())
                .expect(201)
                .text("attachmentId");
        await("the first thumbnail").until(() -> is(id, "small_key is not null"));

        Servers.bucket().kill();
        try {
            makeDue(id);
            // It was the last attempt, and does not count.
            await("the storage is asked").until(() -> is(id, "attempts = 2 and due_at > current_timestamp"));
        } finally {
            Servers.bucket().start();
        }
        makeDue(id);

        await("the thumbnail").until(() -> is(id, "small_key is not null and due_at is null"));
    }
}
