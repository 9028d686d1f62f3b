package com.sealkloud.chat.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sealkloud.chat.testing.Processes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.messaging.Message;
import org.springframework.messaging.tcp.FixedIntervalReconnectStrategy;
import org.springframework.messaging.tcp.TcpConnection;
import org.springframework.messaging.tcp.TcpConnectionHandler;
import reactor.core.publisher.Hooks;

class EagerTcpClientTests {

    @AfterEach
    void forgetTheHook() {
        Hooks.resetOnErrorDropped();
    }

    /** What fails between two attempts would be logged as an error with its trace. */
    @Test
    void aStopWhileTheBrokerIsAwayDropsNoError() throws Exception {
        List<Throwable> dropped = new CopyOnWriteArrayList<>();
        Hooks.onErrorDropped(dropped::add);

        EagerTcpClient client = new EagerTcpClient(nobodyAt(Processes.freePort()));
        Failures failures = new Failures();
        client.connectAsync(failures, new FixedIntervalReconnectStrategy(5_000));
        await().until(() -> failures.count.get() > 2);
        client.shutdownAsync().get(20, TimeUnit.SECONDS);

        assertThat(dropped).isEmpty();
    }

    private static RelayProperties nobodyAt(int port) {
        return new RelayProperties(
                RelayProperties.Sharing.PER_NODE,
                "127.0.0.1",
                port,
                List.of(),
                "/",
                "chat-relay",
                "secret",
                Duration.ZERO,
                Duration.ZERO);
    }

    private static class Failures implements TcpConnectionHandler<byte[]> {

        private final AtomicInteger count = new AtomicInteger();

        @Override
        public void afterConnectFailure(Throwable failure) {
            count.incrementAndGet();
        }

        @Override
        public void afterConnected(TcpConnection<byte[]> connection) {}

        @Override
        public void handleMessage(Message<byte[]> message) {}

        @Override
        public void handleFailure(Throwable failure) {}

        @Override
        public void afterConnectionClosed() {}
    }
}
