package com.sealkloud.chat.bench.peer;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Waits until servers listen. */
final class Ports {

    private Ports() {}

    static void awaitOpen(Process process, int port) {
        await("port " + port)
                .atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new IllegalStateException("The server for port " + port + " has ended; its log tells why");
                    }
                    return isOpen(port);
                });
    }

    /** Waits until this is answered with success. */
    static void awaitSuccess(Process process, int port, String path) {
        awaitOpen(process, port);
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(5))
                .build();
        await("success of " + path).atMost(Duration.ofSeconds(60)).until(() -> {
            try {
                return HttpClient.newHttpClient()
                                .send(request, HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200;
            } catch (IOException e) {
                return false;
            }
        });
    }

    private static boolean isOpen(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
