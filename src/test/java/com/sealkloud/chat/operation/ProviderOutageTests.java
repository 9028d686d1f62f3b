package com.sealkloud.chat.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.testing.Chat;
import com.sealkloud.chat.testing.IdentityProvider;
import com.sealkloud.chat.testing.Mode;
import com.sealkloud.chat.testing.Servers;
import com.sealkloud.chat.testing.StompSocket;
import com.sealkloud.chat.testing.User;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The identity provider's keys cannot be fetched: nobody is told that their log-in is over, and
 * nobody waits in vain.
 */
@ExtendWith(Servers.class)
class ProviderOutageTests {
    private static final int FETCHES_PER_MINUTE = 20;

    private final AtomicInteger fetches = new AtomicInteger();
    private volatile boolean away = true;
    private HttpServer provider;
    private Chat chat;

    @BeforeEach
    void start() throws IOException {
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/keys", this::answer);
        provider.start();
        chat = Servers.start(
                Mode.EMBEDDED_H2,
                "--spring.security.oauth2.resourceserver.jwt.jwk-set-uri=http://127.0.0.1:"
                        + provider.getAddress().getPort() + "/keys");
    }

    @AfterEach
    void stop() {
        chat.close();
        provider.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        fetches.incrementAndGet();
        byte[] keys = IdentityProvider.keys().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(away ? 503 : 200, away ? -1 : keys.length);
        if (!away) {
            exchange.getResponseBody().write(keys);
        }
        exchange.close();
    }

    @Test
    void isUnavailableAndNotTheEndOfTheLogIn() {
        User lena = new User("lena-1", "lena", "employee_l1", IdentityProvider.token("lena-1", "lena", "employee_l1"));

        chat.as(lena).get("/me").expectProblem(503, "unavailable");
        try (StompSocket socket = StompSocket.open(chat)) {
            socket.connect(lena.token());
            assertThat(socket.awaits("ERROR").headers()).containsEntry("message", "unavailable");
        }

        away = false;
        chat.as(lena).get("/me").expect(200);
        try (StompSocket socket = StompSocket.open(chat)) {
            socket.connect(lena.token());
            socket.awaits("CONNECTED");
        }

        // Whoever sends tokens of keys that nobody has does not make this server ask for each of
        // them.
        IntStream.range(0, 3 * FETCHES_PER_MINUTE)
                .forEach(number -> assertThat(chat.asNobody()
                                .with("Authorization", "Bearer " + IdentityProvider.tokenOfKey("key-" + number))
                                .get("/me")
                                .status())
                        .isIn(401, 503));
        assertThat(fetches.get()).isLessThan(2 * FETCHES_PER_MINUTE);
        chat.as(lena).get("/me").expect(200);
    }
}
