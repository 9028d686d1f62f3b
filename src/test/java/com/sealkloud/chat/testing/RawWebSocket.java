package com.sealkloud.chat.testing;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A WebSocket on a plain socket, for input that no client library sends: browser headers, invalid
 * UTF-8.
 */
public final class RawWebSocket implements AutoCloseable {
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int LONGEST_PING = 125;
    private static final int ANSWER_MILLIS = 20_000;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    private String head = "";

    private RawWebSocket(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    /** @return the request for a socket, for what opens its connection itself */
    public static String handshake(String protocol) {
        return "GET /ws HTTP/1.1\nHost: x\nUpgrade: websocket\nConnection: Upgrade\nSec-WebSocket-Version: 13\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\nSec-WebSocket-Protocol: " + protocol + "\n\n";
    }

    /** @return so many pings with the longest payload */
    public static byte[] pings(int count) {
        byte[] ping = new byte[LONGEST_PING + 6];
        ping[0] = (byte) (0x80 | PING);
        ping[1] = (byte) (0x80 | LONGEST_PING);
        ByteBuffer all = ByteBuffer.allocate(count * ping.length);
        while (all.hasRemaining()) {
            all.put(ping);
        }
        return all.array();
    }

    public static RawWebSocket open(Chat chat) throws IOException {
        return open(chat, "Sec-WebSocket-Protocol: v12.stomp");
    }

    /** @param headers lines beside those that every handshake has */
    public static RawWebSocket open(Chat chat, String... headers) throws IOException {
        return open(chat.port(), "127.0.0.1", headers);
    }

    /** @param clientAddress one of this machine's, {@code 127.x.x.x} */
    public static RawWebSocket open(int port, String clientAddress, String... headers) throws IOException {
        Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port, InetAddress.getByName(clientAddress), 0);
        socket.setSoTimeout(ANSWER_MILLIS);
        RawWebSocket webSocket = new RawWebSocket(socket);
        webSocket.out.write(("GET /ws HTTP/1.1\r\nHost: 127.0.0.1:" + port
                        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + String.join("\r\n", headers)
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) webSocket.in.readUnsignedByte());
        }
        if (!head.toString().startsWith("HTTP/1.1 101")) {
            throw new IOException("No WebSocket: " + head);
        }
        webSocket.head = head.toString();
        return webSocket;
    }

    /** @return the values of a header in the answer to the handshake */
    public List<String> answered(String header) {
        return head.lines()
                .filter(line -> line.regionMatches(true, 0, header + ":", 0, header.length() + 1))
                .map(line -> line.substring(header.length() + 1).trim())
                .toList();
    }

    /** Sends these bytes as a text message. */
    public void sendText(byte[] payload) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 8);
        frame.put((byte) (0x80 | TEXT));
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        }
        // A mask of zeros leaves the bytes as they are.
        frame.putInt(0).put(payload);
        out.write(frame.array(), 0, frame.position());
    }

    /** @param payload of at most 125 octets */
    public void ping(byte[] payload) throws IOException {
        out.write(ByteBuffer.allocate(payload.length + 6)
                .put((byte) (0x80 | PING))
                .put((byte) (0x80 | payload.length))
                .putInt(0)
                .put(payload)
                .array());
    }

    public byte[] readPong() throws IOException {
        return read(PONG);
    }

    /** Sends what is to be taken for frames, or parts of them. */
    public void sendOctets(byte[] octets) throws IOException {
        out.write(octets);
    }

    public String readText() throws IOException {
        return new String(read(TEXT), StandardCharsets.UTF_8);
    }

    /** @return the code with which the server closes; what it sends before is skipped */
    public int readClose() throws IOException {
        return ByteBuffer.wrap(read(CLOSE)).getShort();
    }

    private byte[] read(int wanted) throws IOException {
        while (true) {
            int opcode = in.readUnsignedByte() & 0x0f;
            int length = in.readUnsignedByte() & 0x7f;
            byte[] payload = new byte[length == 126 ? in.readUnsignedShort() : length];
            in.readFully(payload);
            if (opcode == wanted) {
                return payload;
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
