package com.sealkloud.chat.relay;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.messaging.Message;
import org.springframework.messaging.simp.stomp.StompReactorNettyCodec;
import org.springframework.messaging.tcp.ReconnectStrategy;
import org.springframework.messaging.tcp.TcpConnection;
import org.springframework.messaging.tcp.TcpConnectionHandler;
import org.springframework.messaging.tcp.reactor.ReactorNettyTcpClient;

/**
 * Retries a lost broker at the configured interval, in a cluster at the next node each time. The
 * relay's fixed five seconds would prolong every outage.
 */
public class EagerTcpClient extends ReactorNettyTcpClient<byte[]> {

    private final long intervalMillis;
    private final AtomicInteger losses;
    private volatile boolean stopping;

    public EagerTcpClient(RelayProperties relay) {
        this(relay, new AtomicInteger());
    }

    private EagerTcpClient(RelayProperties relay, AtomicInteger losses) {
        super(client -> client.remoteAddress(() -> address(relay.nodes(), losses.get())), new StompReactorNettyCodec());
        this.intervalMillis = relay.reconnectInterval().toMillis();
        this.losses = losses;
    }

    private static InetSocketAddress address(List<String> nodes, int losses) {
        String node = nodes.get(Math.floorMod(losses, nodes.size()));
        int colon = node.lastIndexOf(':');
        return InetSocketAddress.createUnresolved(
                node.substring(0, colon), Integer.parseInt(node, colon + 1, node.length(), 10));
    }

    @Override
    public CompletableFuture<Void> connectAsync(TcpConnectionHandler<byte[]> handler, ReconnectStrategy strategy) {
        return super.connectAsync(new Intended(handler), attempt -> {
            losses.incrementAndGet();
            // Null ends the attempts. Once the client stops, there is no timer for another one, and
            // Reactor would log that as an error.
            return stopping ? null : intervalMillis;
        });
    }

    @Override
    public CompletableFuture<Void> shutdownAsync() {
        stopping = true;
        return super.shutdownAsync();
    }

    /** Once the client stops, connections and handshakes that end are no failures. */
    private final class Intended implements TcpConnectionHandler<byte[]> {

        private final TcpConnectionHandler<byte[]> handler;

        Intended(TcpConnectionHandler<byte[]> handler) {
            this.handler = handler;
        }

        @Override
        public void afterConnected(TcpConnection<byte[]> connection) {
            handler.afterConnected(connection);
        }

        @Override
        public void afterConnectFailure(Throwable failure) {
            handler.afterConnectFailure(failure);
        }

        @Override
        public void handleMessage(Message<byte[]> message) {
            if (!stopping) {
                handler.handleMessage(message);
            }
        }

        @Override
        public void handleFailure(Throwable failure) {
            if (stopping) {
                handler.afterConnectionClosed();
            } else {
                handler.handleFailure(failure);
            }
        }

        @Override
        public void afterConnectionClosed() {
            handler.afterConnectionClosed();
        }
    }
}
