package com.sealkloud.chat.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.messaging.Message;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.messaging.tcp.ReconnectStrategy;
import org.springframework.messaging.tcp.TcpConnection;
import org.springframework.messaging.tcp.TcpConnectionHandler;
import org.springframework.messaging.tcp.TcpOperations;

class RelaySessionTests {

    private final List<String> heard = new ArrayList<>();

    private final RelaySession.Listener listener = new RelaySession.Listener() {
        @Override
        public void connected() {
            heard.add("connected");
        }

        @Override
        public void lost() {
            heard.add("lost");
        }

        @Override
        public void receipt(String receiptId) {}

        @Override
        public void message(String destination, @Nullable String origin, byte[] body) {}
    };

    @Test
    void aBrokerThatAnswersBeforeTheStartHasEndedIsNotMissed() {
        RelayProperties properties = new RelayProperties(
                RelayProperties.Sharing.PER_NODE,
                "localhost",
                61613,
                List.of(),
                "/",
                "chat-relay",
                "secret",
                Duration.ofSeconds(1),
                Duration.ofSeconds(5));
        RelaySession session = new RelaySession(properties, 10_000, listener, new ImmediateBroker());

        session.start();

        assertThat(heard).containsExactly("connected");
        session.stop();
    }

    /** Answers CONNECT within the call, as the fastest of all brokers. */
    private static final class ImmediateBroker implements TcpOperations<byte[]> {

        @Override
        public CompletableFuture<Void> connectAsync(TcpConnectionHandler<byte[]> handler) {
            handler.afterConnected(new TcpConnection<>() {
                @Override
                public CompletableFuture<Void> sendAsync(Message<byte[]> frame) {
                    if (StompHeaderAccessor.wrap(frame).getCommand() == StompCommand.CONNECT) {
                        StompHeaderAccessor connected = StompHeaderAccessor.create(StompCommand.CONNECTED);
                        connected.setVersion("1.2");
                        connected.setLeaveMutable(true);
                        handler.handleMessage(MessageBuilder.createMessage(new byte[0], connected.getMessageHeaders()));
                    }
                    return CompletableFuture.completedFuture(null);
                }

                @Override
                public void onReadInactivity(Runnable action, long millis) {}

                @Override
                public void onWriteInactivity(Runnable action, long millis) {}

                @Override
                public void close() {}
            });
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<Void> connectAsync(TcpConnectionHandler<byte[]> handler, ReconnectStrategy strategy) {
            return connectAsync(handler);
        }

        @Override
        public CompletableFuture<Void> shutdownAsync() {
            return CompletableFuture.completedFuture(null);
        }
    }
}
