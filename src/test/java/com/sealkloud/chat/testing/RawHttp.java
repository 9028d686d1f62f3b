package com.sealkloud.chat.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/**
 * An HTTP connection on a plain socket, for requests that no client library sends, or not so
 * slowly.
 */
public final class RawHttp implements AutoCloseable {
    private static final int ANSWER_MILLIS = 20_000;

    private final Socket socket;

    private RawHttp(Socket socket) {
        this.socket = socket;
    }

    public static RawHttp open(Chat chat) {
        return open(chat, "127.0.0.1");
    }

    /** @param clientAddress one of this machine's, {@code 127.x.x.x} */
    public static RawHttp open(Chat chat, String clientAddress) {
        return open(chat.port(), clientAddress);
    }

    /** @param port of a server on this machine */
    public static RawHttp open(int port, String clientAddress) {
        try {
            Socket socket = new Socket();
            // Before it connects, or the window is agreed without it: what is not read stays with
            // the server.
            socket.setReceiveBufferSize(4 << 10);
            socket.bind(new InetSocketAddress(clientAddress, 0));
            socket.connect(new InetSocketAddress("127.0.0.1", port));
            socket.setSoTimeout(ANSWER_MILLIS);
            return new RawHttp(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Line ends are those of HTTP; {@code \n} is enough here. */
    public RawHttp sends(String head) {
        return sends(head.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    public RawHttp sends(byte[] octets) {
        try {
            socket.getOutputStream().write(octets);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return all that comes until the server closes the connection, or breaks it */
    public String readsToTheEnd() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            byte[] part = new byte[8 << 10];
            for (int length = socket.getInputStream().read(part);
                    length >= 0;
                    length = socket.getInputStream().read(part)) {
                all.write(part, 0, length);
            }
        } catch (SocketTimeoutException e) {
            throw new UncheckedIOException(e);
        } catch (IOException broken) {
            all.writeBytes("(broken)".getBytes(StandardCharsets.US_ASCII));
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    /** Reads so many bytes and forgets them. */
    public void reads(int octets) {
        try {
            socket.getInputStream().readNBytes(octets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return the first line of the answer */
    public String readsStatus() {
        try {
            StringBuilder line = new StringBuilder();
            for (int octet = socket.getInputStream().read();
                    octet >= 0 && octet != '\n';
                    octet = socket.getInputStream().read()) {
                line.append((char) octet);
            }
            return line.toString().strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
