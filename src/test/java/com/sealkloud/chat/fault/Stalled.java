package com.sealkloud.chat.fault;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/** A client that connects, subscribes to a room, and never reads again. */
final class Stalled implements AutoCloseable {
    private final Socket socket = new Socket();

    Stalled(URI server, String token, String room) {
        try {
            socket.setReceiveBufferSize(4_096);
            socket.setSoTimeout(20_000);
            socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
            write("GET /ws HTTP/1.1\r\nHost: " + server.getAuthority()
                    + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: v12.stomp\r\n\r\n");
            DataInputStream in = new DataInputStream(socket.getInputStream());
            readUntil(in, "\r\n\r\n");
            frame("CONNECT\naccept-version:1.2\nhost:chat\nheart-beat:0,0\nAuthorization:Bearer " + token + "\n\n\0");
            readUntil(in, "\0");
            frame("SUBSCRIBE\nid:room\ndestination:/topic/room." + room + "\nreceipt:stands\n\n\0");
            readUntil(in, "stands");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void readUntil(DataInputStream in, String end) throws IOException {
        StringBuilder read = new StringBuilder();
        while (read.indexOf(end) < 0) {
            read.append((char) in.readUnsignedByte());
        }
    }

    private void write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** A masked text frame (RFC 6455, section 5.2). */
    private void frame(String text) throws IOException {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        byte[] mask = new byte[4];
        ThreadLocalRandom.current().nextBytes(mask);
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(0x81);
        if (payload.length < 126) {
            frame.write(0x80 | payload.length);
        } else {
            frame.write(0x80 | 126);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        }
        frame.write(mask);
        for (int i = 0; i < payload.length; i++) {
            frame.write(payload[i] ^ mask[i % 4]);
        }
        socket.getOutputStream().write(frame.toByteArray());
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
