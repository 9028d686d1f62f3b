package com.sealkloud.chat.attachment;

import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import com.sealkloud.chat.filestore.LocalFile;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Has files looked at by clamd, with its command INSTREAM. A file that it has not looked at,
 * because it is away or the file is larger than it takes, is refused. Without a scanner all files
 * pass.
 */
@Component
class VirusScanner {

    private static final Logger log = LoggerFactory.getLogger(VirusScanner.class);

    private static final int LONGEST_ANSWER = 1 << 10;
    private static final String FOUND = " FOUND";
    private static final String CLEAN = "stream: OK";

    private final AttachmentProperties properties;
    private final ScannerHealth health;

    VirusScanner(AttachmentProperties properties, ScannerHealth health) {
        this.properties = properties;
        this.health = health;
    }

    /**
     * @throws Refusal {@code infected}, {@code too_large} if the scanner takes no file of that
     *     size, {@code unavailable} if it does not answer
     */
    void require(LocalFile file) {
        URI scanner = properties.scanner();
        if (scanner == null) {
            return;
        }
        String answer = ask(scanner, file);
        if (answer.endsWith(FOUND)) {
            health.worked();
            log.warn("An uploaded file was refused by the virus scanner: {}", answer);
            throw new Refusal(RefusalCode.INFECTED, "The virus scanner has found something in the file.");
        }
        if (answer.contains("size limit exceeded")) {
            health.worked();
            throw new Refusal(RefusalCode.TOO_LARGE, "The virus scanner does not take files of this size.");
        }
        if (!answer.equals(CLEAN)) {
            throw away(answer);
        }
        health.worked();
    }

    private String ask(URI scanner, LocalFile file) {
        int patience = Math.toIntExact(properties.scanTime().toMillis());
        // A time-out of the socket would not end the sending to a scanner that has stopped reading.
        CompletableFuture<Void> asking = new CompletableFuture<>();
        try (Socket socket = new Socket();
                InputStream content = file.open()) {
            asking.orTimeout(patience, TimeUnit.MILLISECONDS).whenComplete((done, late) -> close(socket));
            socket.connect(new InetSocketAddress(scanner.getHost(), scanner.getPort()), patience);
            return answer(socket, content);
        } catch (IOException e) {
            throw away(e.toString());
        } finally {
            asking.complete(null);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            log.debug("The connection to the virus scanner has ended", e);
        }
    }

    private static String answer(Socket socket, InputStream content) throws IOException {
        try {
            send(content, new DataOutputStream(socket.getOutputStream()));
        } catch (IOException closed) {
            // It closes the connection once there is too much, and has said so before.
            log.debug("The virus scanner has heard enough", closed);
        }
        byte[] answer = socket.getInputStream().readNBytes(LONGEST_ANSWER);
        return new String(answer, StandardCharsets.US_ASCII).replace("\0", "").trim();
    }

    private static void send(InputStream content, DataOutputStream out) throws IOException {
        out.write("zINSTREAM\0".getBytes(StandardCharsets.US_ASCII));
        byte[] step = new byte[LocalFile.STEP];
        for (int read = content.read(step); read >= 0; read = content.read(step)) {
            out.writeInt(read);
            out.write(step, 0, read);
        }
        out.writeInt(0);
        out.flush();
    }

    private Refusal away(String reason) {
        health.failed(reason);
        return new Refusal(RefusalCode.UNAVAILABLE, "Files cannot be checked for viruses now. Try again later.");
    }
}
