package com.sealkloud.chat.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.testing.Chat;
import com.sealkloud.chat.testing.Mode;
import com.sealkloud.chat.testing.Servers;
import com.sealkloud.chat.testing.User;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** No database connection is available: callers are asked to retry, and nothing was stored. */
@ExtendWith(Servers.class)
class DatabaseBusyTests {
    private final Chat chat = Servers.chat(Mode.EMBEDDED_H2);

    @Test
    void isUnavailableAndNotAnError() throws SQLException {
        User lena = chat.cast().lena();
        String roomId = chat.as(lena)
                .post("/rooms", Map.of("name", "n", "kind", "team"))
                .text("roomId");
        String messages = "/conversations/" + roomId + "/messages";
        List<Connection> taken = takeAll();
        try {
            chat.as(lena).get("/me").expectProblem(503, "unavailable");
            chat.as(lena).post(messages, Map.of("content", "x")).expectProblem(503, "unavailable");
        } finally {
            for (Connection connection : taken) {
                connection.close();
            }
        }

        assertThat(chat.as(lena).get(messages).expect(200).list("messages")).isEmpty();
    }

    /** The server's own timers hold one now and then, so this waits for its turn. */
    private List<Connection> takeAll() throws SQLException {
        DataSource pool = chat.bean(DataSource.class);
        int all = Integer.parseInt(chat.setting("spring.datasource.hikari.maximum-pool-size"));
        List<Connection> taken = new ArrayList<>();
        while (taken.size() < all) {
            taken.add(pool.getConnection());
        }
        return taken;
    }
}
