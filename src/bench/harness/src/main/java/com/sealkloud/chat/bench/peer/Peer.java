package com.sealkloud.chat.bench.peer;

import com.sealkloud.chat.bench.wire.Wire;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * A system that runs.
 *
 * @param ports where it takes WebSockets, one for each of its nodes
 * @param pids its server processes: all whose time and memory count, their children included
 * @param end stops what was started for it alone
 */
public record Peer(List<Integer> ports, Wire wire, List<Long> pids, Runnable end) implements AutoCloseable {

    /** A system of one node. */
    public Peer(int port, Wire wire, List<Long> pids, Runnable end) {
        this(List.of(port), wire, pids, end);
    }

    public List<InetSocketAddress> addresses() {
        return ports.stream()
                .map(port -> new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .toList();
    }

    public Usage usage() {
        return Usage.of(pids);
    }

    @Override
    public void close() {
        end.run();
    }
}
