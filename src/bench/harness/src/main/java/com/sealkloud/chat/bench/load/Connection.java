package com.sealkloud.chat.bench.load;

import com.sealkloud.chat.bench.wire.Wire;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;

/**
 * A person's WebSocket. Belongs to the loop's thread. Frames are read where they lie in the loop's
 * buffer; only what has come in part is copied.
 */
public final class Connection implements Frames.Receiver {

    private static final byte[] NOTHING = new byte[0];
    private static final byte[] EXTENSIONS = "Sec-WebSocket-Extensions:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final EventLoop loop;
    private final Wire wire;
    private final Person person;
    private final Ledger ledger;
    private final SocketChannel channel;
    private final Queue<ByteBuffer> unsent = new ArrayDeque<>();
    private byte[] unread = NOTHING;
    private final Frames frames = new Frames(this);
    private boolean upgraded;
    private boolean ready;
    private int step;
    private int hint;
    private String failure;

    private Connection(EventLoop loop, Wire wire, Person person, Ledger ledger, SocketChannel channel) {
        this.loop = loop;
        this.wire = wire;
        this.person = person;
        this.ledger = ledger;
        this.channel = channel;
    }

    /** Begins to connect; {@link Ledger#ready} hears when the person can send and hear. */
    static Connection open(EventLoop loop, InetSocketAddress server, Wire wire, Person person, Ledger ledger)
            throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(java.net.StandardSocketOptions.TCP_NODELAY, true);
        Connection connection = new Connection(loop, wire, person, ledger, channel);
        channel.register(loop.selector(), SelectionKey.OP_CONNECT, connection);
        channel.connect(server);
        return connection;
    }

    public Person person() {
        return person;
    }

    public Ledger ledger() {
        return ledger;
    }

    /** @return how far the log-in is; the {@link Wire} counts it */
    public int step() {
        return step;
    }

    public void step(int reached) {
        step = reached;
    }

    /**
     * @return where in the last delivery the marker was, from the beginning of the frame: usually
     *     it is there again
     */
    public int hint() {
        return hint;
    }

    public void hint(int position) {
        hint = position;
    }

    /** To be called by the {@link Wire} when everything is subscribed. */
    public void ready() {
        if (!ready) {
            ready = true;
            ledger.ready(this);
        }
    }

    public boolean isReady() {
        return ready;
    }

    String failure() {
        return failure;
    }

    /** To be called by the {@link Wire} when the server refuses something. */
    public void fail(String reason) {
        if (failure == null) {
            failure = reason;
            ledger.failed(this, reason);
        }
        close();
    }

    /** Sends text as one frame. */
    public void send(String text) {
        write(Frames.masked(Frames.TEXT, text.getBytes(StandardCharsets.UTF_8)));
    }

    private void write(ByteBuffer out) {
        try {
            if (unsent.isEmpty()) {
                channel.write(out);
            }
            if (out.hasRemaining()) {
                unsent.add(out);
                interest(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            }
        } catch (IOException e) {
            fail("write: " + e.getMessage());
        }
    }

    private void interest(int operations) {
        SelectionKey key = channel.keyFor(loop.selector());
        if (key != null && key.isValid()) {
            key.interestOps(operations);
        }
    }

    void handle(SelectionKey key) {
        try {
            if (key.isConnectable() && channel.finishConnect()) {
                key.interestOps(SelectionKey.OP_READ);
                upgrade();
            } else if (key.isValid()) {
                if (key.isWritable()) {
                    flush(key);
                }
                if (key.isReadable()) {
                    read();
                }
            }
        } catch (IOException e) {
            fail(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    private void upgrade() {
        String request = "GET " + wire.path(person) + " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                + (wire.subprotocol().isEmpty() ? "" : "Sec-WebSocket-Protocol: " + wire.subprotocol() + "\r\n")
                + wire.handshake()
                + "\r\n";
        write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
    }

    private void flush(SelectionKey key) throws IOException {
        while (!unsent.isEmpty()) {
            channel.write(unsent.peek());
            if (unsent.peek().hasRemaining()) {
                return;
            }
            unsent.remove();
        }
        key.interestOps(SelectionKey.OP_READ);
    }

    private void read() throws IOException {
        ByteBuffer buffer = loop.buffer();
        buffer.clear().put(unread);
        int count = channel.read(buffer);
        if (count < 0) {
            fail("closed by the server");
            return;
        }
        int consumed = parse(buffer.array(), buffer.position());
        unread = consumed == buffer.position()
                ? NOTHING
                : Arrays.copyOfRange(buffer.array(), consumed, buffer.position());
    }

    private int parse(byte[] bytes, int end) {
        int position = upgraded ? 0 : parseHead(bytes, end);
        while (upgraded && failure == null) {
            int next = frames.read(bytes, position, end);
            if (next == position) {
                break;
            }
            position = next;
        }
        return position;
    }

    private int parseHead(byte[] bytes, int end) {
        int head = Bytes.find(END_OF_HEAD, bytes, 0, end);
        if (head < 0) {
            return 0;
        }
        String status = new String(bytes, 0, Math.min(head, 40), StandardCharsets.US_ASCII);
        if (!status.startsWith("HTTP/1.1 101")) {
            fail(status);
            return end;
        }
        if (Bytes.find(EXTENSIONS, bytes, 0, head) >= 0) {
            fail("an extension was agreed, whose frames cannot be read here");
            return end;
        }
        upgraded = true;
        wire.opened(this);
        return head + END_OF_HEAD.length;
    }

    @Override
    public void text(byte[] bytes, int from, int to) {
        wire.received(this, bytes, from, to);
    }

    @Override
    public void ping(byte[] payload) {
        write(Frames.masked(Frames.PONG, payload));
    }

    @Override
    public void closed(String reason) {
        fail("closed by the server: " + reason);
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            failure = "close: " + e.getMessage();
        }
    }
}
