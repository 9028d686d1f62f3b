package com.sealkloud.chat.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient.Redirect;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestTemplate;

/** Answers of a provider that come slowly, or have no end. */
class BoundedConnectionsTests {
    private final RestTemplate calls =
            new RestTemplate(BoundedConnections.within(Duration.ofMinutes(1), Redirect.NORMAL));
    private final RestTemplate quickCalls =
            new RestTemplate(BoundedConnections.within(Duration.ofSeconds(1), Redirect.NORMAL));
    private final RestTemplate confidentialCalls =
            new RestTemplate(BoundedConnections.within(Duration.ofMinutes(1), Redirect.NEVER));
    private final CountDownLatch hungUp = new CountDownLatch(1);
    private HttpServer provider;

    @BeforeEach
    void start() throws IOException {
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/drops", exchange -> drip(exchange));
        provider.createContext("/long", exchange -> answer(exchange, BoundedConnections.LONGEST_ANSWER + 1));
        provider.createContext("/short", exchange -> answer(exchange, BoundedConnections.LONGEST_ANSWER));
        provider.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().set("Location", "/short");
            exchange.sendResponseHeaders(307, -1);
            exchange.close();
        });
        provider.start();
    }

    @AfterEach
    void stop() {
        provider.stop(0);
    }

    private String get(String path) {
        return calls.getForObject(address(path), String.class);
    }

    private String address(String path) {
        return "http://127.0.0.1:" + provider.getAddress().getPort() + path;
    }

    private static void answer(HttpExchange exchange, int octets) throws IOException {
        exchange.sendResponseHeaders(200, octets);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(new byte[octets]);
        }
    }

    /** An octet now and then until the other side has hung up. */
    private void drip(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            while (!hungUp.await(100, TimeUnit.MILLISECONDS)) {
                out.write('x');
                out.flush();
            }
        } catch (IOException | InterruptedException e) {
            hungUp.countDown();
        }
    }

    @Test
    void oneThatComesInDropsIsGivenUp() throws Exception {
        assertThatThrownBy(() -> quickCalls.getForObject(address("/drops"), String.class))
                .isInstanceOf(RestClientException.class);
        assertThat(hungUp.await(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void oneThatIsTooLongIsGivenUp() {
        assertThatThrownBy(() -> get("/long"))
                .isInstanceOf(RestClientException.class)
                .hasRootCauseMessage("The answer has more than 1048576 octets");
        assertThat(get("/short")).hasSize(BoundedConnections.LONGEST_ANSWER);
    }

    @Test
    void redirectsAreFollowedUnlessTheyCarryOnASecret() {
        assertThat(get("/moved")).hasSize(BoundedConnections.LONGEST_ANSWER);
        assertThat(confidentialCalls
                        .postForEntity(address("/moved"), "code and secret", String.class)
                        .getBody())
                .isNull();
    }
}
