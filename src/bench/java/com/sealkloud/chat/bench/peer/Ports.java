package com.sealkloud.chat.bench.peer;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
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
                        throw new IllegalStateException("A server has ended at its start; its log tells why: "
                                + process.info().commandLine().orElse(""));
                    }
                    return isOpen(port);
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
