package com.sealkloud.chat.testing;

import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A real SMTP server in this process, and what it has taken. */
public final class MailReceiver implements AutoCloseable {

    /** A mail as its reader sees it. */
    public record Mail(String from, String to, String subject, String text, String html, String language) {}

    private final int port = Processes.freePort();
    private GreenMail server = start();

    public int port() {
        return port;
    }

    /** Waits for the newest mail to this address behind the first {@code before} ones. */
    public Mail awaitsMail(String to, int before) {
        await("a mail to " + to).until(() -> mailsTo(to).size() > before);
        return mailsTo(to).get(before);
    }

    public Mail awaitsMail(String to) {
        return awaitsMail(to, 0);
    }

    /** The oldest first. */
    public List<Mail> mailsTo(String to) {
        return Arrays.stream(server.getReceivedMessages())
                .map(MailReceiver::read)
                .filter(mail -> mail.to().equals(to))
                .toList();
    }

    /** Forgets all mails, and is not there any more. */
    public void goAway() {
        server.stop();
    }

    public void comeBack() {
        server = start();
    }

    private GreenMail start() {
        GreenMail started = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        started.start();
        return started;
    }

    private static Mail read(MimeMessage message) {
        try {
            return new Mail(
                    message.getFrom()[0].toString(),
                    message.getAllRecipients()[0].toString(),
                    message.getSubject(),
                    part(message, "text/plain").orElse(""),
                    part(message, "text/html").orElse(""),
                    message.getHeader("Content-Language", ","));
        } catch (MessagingException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Optional<String> part(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return Optional.of(part.getContent().toString());
        }
        if (part.getContent() instanceof Multipart several) {
            for (int i = 0; i < several.getCount(); i++) {
                BodyPart each = several.getBodyPart(i);
                Optional<String> found = part(each, type);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        server.stop();
    }
}
