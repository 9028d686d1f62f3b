package com.sealkloud.chat.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls to misbehaving servers, on plain sockets. */
class OutgoingCallsTests {
    private final ServerSocket server = listen();
    private final AtomicInteger connections = new AtomicInteger();
    private OutgoingCalls calls;

    private static ServerSocket listen() {
        try {
            return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void end() throws IOException {
        calls.close();
        server.close();
    }

    /** Each connection gets this and is left open. */
    private void answers(String text) {
        Thread thread = new Thread(
                () -> {
                    try {
                        while (true) {
                            Socket socket = server.accept();
                            connections.incrementAndGet();
                            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
                        }
                    } catch (IOException closed) {
                        return;
                    }
                },
                "answers");
        thread.setDaemon(true);
        thread.start();
    }

    private Answer call(String listed, String address, Duration timeout) {
        calls = new OutgoingCalls(List.of(listed), Clock.systemUTC());
        return calls.send(new OutgoingCall(URI.create(address), Map.of("Content-Length", "1"), new byte[1], timeout))
                .join();
    }

    private String origin() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    @Test
    void statusIsTheAnswerWhateverBecomesOfTheBody() {
        answers("HTTP/1.1 204 No\r\nX: y\r\n\r\n");
        assertThat(call(origin(), origin() + "/", Duration.ofSeconds(20)).status())
                .isEqualTo(204);
    }

    @Test
    void bodyThatNeverComesHoldsNothingUp() {
        answers("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nRetry-After: 7\r\n\r\n");

        Answer answer = call(origin(), origin() + "/", Duration.ofSeconds(20));

        assertThat(answer).isEqualTo(new Answer(200, Duration.ofSeconds(7)));
    }

    @Test
    void bodyIsNotReadForEver() {
        answers("HTTP/1.1 500 No\r\nContent-Length: 10000000\r\n\r\n" + "x".repeat(100_000));

        assertThat(call(origin(), origin() + "/", Duration.ofSeconds(20)).status())
                .isEqualTo(500);
    }

    @Test
    void failuresAreToldInWords() throws IOException {
        server.close();
        String port = origin().substring("http://".length());

        assertThatThrownBy(() -> call(origin(), origin() + "/", Duration.ofSeconds(20)))
                .hasRootCauseInstanceOf(ConnectException.class)
                .cause()
                .hasMessage(port + " accepts no connection");
        assertThatThrownBy(() -> call("http://nowhere.invalid", "http://nowhere.invalid/", Duration.ofSeconds(20)))
                .cause()
                .hasMessage("There is no server named nowhere.invalid");
    }

    @Test
    void headersThatNeverEndAreGivenUp() {
        answers("HTTP/1.1 200 OK\r\nX: ");

        assertThatThrownBy(() -> call(origin(), origin() + "/", Duration.ofMillis(300)))
                .isInstanceOf(CompletionException.class)
                .hasMessageContaining("no answer within PT0.3S");
    }

    /** The name is public by the list alone: what counts is where the connection would go. */
    @Test
    void listedHostWhoseNameLeadsIntoThisMachineIsNotConnectedTo() {
        answers("");

        assertThatThrownBy(() -> call("localhost", "https://localhost/", Duration.ofSeconds(20)))
                .isInstanceOf(CompletionException.class)
                .hasMessageContaining("localhost");
        assertThat(connections).hasValue(0);
    }
}
