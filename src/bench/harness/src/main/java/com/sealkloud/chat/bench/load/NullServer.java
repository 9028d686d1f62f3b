package com.sealkloud.chat.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;

/**
 * A server that does nothing but hand every frame to everybody who is connected: what the generator
 * manages against it is the most that it can measure. What has come at the same time leaves
 * together, since a server that does so is easier to listen to. Speaks what {@code PlainWire}
 * speaks, with one room for all.
 */
public final class NullServer implements AutoCloseable {

    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] RECEIPT_OF = "\"id\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] JOIN = "{\"type\":\"join\"".getBytes(StandardCharsets.US_ASCII);
    private static final int MASK = 4;

    /** What a faulty one does to a frame on its way; tests make sure that the generator notices. */
    public interface Mangler {

        /** @return how often this delivery, counted over all receivers, is sent */
        int copies(long delivery);
    }

    private final class Client {
        private final SocketChannel channel;
        private final SelectionKey key;
        private final ByteBuffer in = ByteBuffer.allocate(64 * 1024);
        private final Queue<ByteBuffer> out = new ArrayDeque<>();
        private boolean upgraded;

        Client(SocketChannel channel) throws IOException {
            this.channel = channel;
            this.key = channel.register(selector, SelectionKey.OP_READ, this);
        }
    }

    private final Selector selector;
    private final ServerSocketChannel listener;
    private final List<Client> joined = new ArrayList<>();
    private final Set<Client> unsent = new LinkedHashSet<>();
    private final Mangler mangler;
    private final Thread thread = new Thread(this::run, "null-server");
    private long deliveries;
    private volatile boolean closed;

    public NullServer(int port, Mangler mangler) {
        this.mangler = mangler;
        try {
            selector = Selector.open();
            listener = ServerSocketChannel.open();
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            listener.configureBlocking(false);
            listener.register(selector, SelectionKey.OP_ACCEPT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread.start();
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(
                InetAddress.getLoopbackAddress(), listener.socket().getLocalPort());
    }

    /** Runs on the port that is the one argument, until it is killed. */
    @SuppressWarnings("resource") // ends with the process
    public static void main(String[] arguments) {
        new NullServer(Integer.parseInt(arguments[0]), delivery -> 1);
    }

    private void run() {
        while (!closed) {
            try {
                selector.select();
                for (SelectionKey key : selector.selectedKeys()) {
                    handle(key);
                }
                selector.selectedKeys().clear();
                for (Client client : unsent) {
                    flushOrLeave(client);
                }
                unsent.clear();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void handle(SelectionKey key) throws IOException {
        if (key.isAcceptable()) {
            SocketChannel channel = listener.accept();
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.setOption(StandardSocketOptions.SO_SNDBUF, 128 * 1024);
            new Client(channel);
        } else if (key.attachment() instanceof Client client) {
            try {
                if (key.isWritable()) {
                    flush(client);
                }
                if (key.isReadable()) {
                    read(client);
                }
            } catch (IOException gone) {
                leave(client);
            }
        }
    }

    private void leave(Client client) throws IOException {
        joined.remove(client);
        client.channel.close();
    }

    private void read(Client client) throws IOException {
        if (client.channel.read(client.in) < 0) {
            leave(client);
            return;
        }
        byte[] bytes = client.in.array();
        int end = client.in.position();
        int at = 0;
        if (!client.upgraded) {
            int head = Bytes.find(END_OF_HEAD, bytes, 0, end);
            if (head < 0) {
                return;
            }
            at = head + END_OF_HEAD.length;
            client.upgraded = true;
            write(client, ByteBuffer.wrap(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                            + "Connection: Upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII)));
        }
        while (end - at >= 8) {
            int length = bytes[at + 1] & 0x7f;
            int payload = at + 2 + MASK;
            if (length == 126) {
                length = (bytes[at + 2] & 0xff) << 8 | bytes[at + 3] & 0xff;
                payload += 2;
            }
            if (end - payload < length) {
                break;
            }
            take(client, bytes, payload, payload + length);
            at = payload + length;
        }
        client.in.flip().position(at);
        client.in.compact();
    }

    private void take(Client client, byte[] bytes, int from, int to) {
        if (Bytes.isAt(JOIN, bytes, from, to)) {
            joined.add(client);
            write(client, frame("{\"type\":\"joined\"}".getBytes(StandardCharsets.US_ASCII), 0, 17));
            return;
        }
        int id = Bytes.find(RECEIPT_OF, bytes, from, to) + RECEIPT_OF.length;
        byte[] receipt = ("{\"type\":\"ack\",\"id\":" + Bytes.number(bytes, id, to) + "}").getBytes(StandardCharsets.US_ASCII);
        write(client, frame(receipt, 0, receipt.length));
        ByteBuffer frame = frame(bytes, from, to);
        for (int i = 0; i < joined.size(); i++) {
            int copies = mangler.copies(deliveries++);
            for (int copy = 0; copy < copies; copy++) {
                write(joined.get(i), frame.duplicate());
            }
        }
    }

    private static ByteBuffer frame(byte[] bytes, int from, int to) {
        int length = to - from;
        ByteBuffer frame = ByteBuffer.allocateDirect(length + 4);
        frame.put((byte) 0x81);
        if (length < 126) {
            frame.put((byte) length);
        } else {
            frame.put((byte) 126).putShort((short) length);
        }
        return frame.put(bytes, from, length).flip();
    }

    private void write(Client client, ByteBuffer frame) {
        client.out.add(frame);
        unsent.add(client);
    }

    private void flushOrLeave(Client client) throws IOException {
        try {
            flush(client);
        } catch (IOException gone) {
            leave(client);
        }
    }

    private static void flush(Client client) throws IOException {
        client.channel.write(client.out.toArray(ByteBuffer[]::new));
        while (!client.out.isEmpty() && !client.out.peek().hasRemaining()) {
            client.out.remove();
        }
        if (client.key.isValid()) {
            client.key.interestOps(client.out.isEmpty() ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        }
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
