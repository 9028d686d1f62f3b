package com.sealkloud.chat.realtime;

import java.util.concurrent.CompletableFuture;
import org.springframework.messaging.simp.stomp.StompReactorNettyCodec;
import org.springframework.messaging.tcp.ReconnectStrategy;
import org.springframework.messaging.tcp.TcpConnectionHandler;
import org.springframework.messaging.tcp.reactor.ReactorNettyTcpClient;

/** Looks for a lost broker as often as configured; the relay's own five seconds are most of an outage's tail. */
class EagerTcpClient extends ReactorNettyTcpClient<byte[]> {

    private final long intervalMillis;

    EagerTcpClient(RelayProperties relay) {
        super(relay.host(), relay.port(), new StompReactorNettyCodec());
        this.intervalMillis = relay.reconnectInterval().toMillis();
    }

    @Override
    public CompletableFuture<Void> connectAsync(TcpConnectionHandler<byte[]> handler, ReconnectStrategy strategy) {
        return super.connectAsync(handler, attempt -> intervalMillis);
    }
}
