package com.sealkloud.chat.bench.peer;

import com.sealkloud.chat.bench.wire.Wire;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * A system that runs.
 *
 * @param port where it takes WebSockets
 * @param pids its server processes: all whose time and memory count, their children included
 * @param end stops what was started for it alone
 */
public record Peer(int port, Wire wire, List<Long> pids, Runnable end) implements AutoCloseable {

    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    public Usage usage() {
        return Usage.of(pids);
    }

    @Override
    public void close() {
        end.run();
    }
}
