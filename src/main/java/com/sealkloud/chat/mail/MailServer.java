package com.sealkloud.chat.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/** Gives mails to the mail server of {@code spring.mail.*}. One line tells of its outage. */
@Component
class MailServer {

    private static final Logger log = LoggerFactory.getLogger(MailServer.class);

    enum Outcome {
        TAKEN,
        /** It will never take it, as for an address that does not exist. */
        REFUSED,
        AWAY
    }

    private final ObjectProvider<JavaMailSender> sender;
    private final MailProperties properties;
    private volatile boolean away;

    MailServer(ObjectProvider<JavaMailSender> sender, MailProperties properties) {
        this.sender = sender;
        this.properties = properties;
    }

    /** Whether the last mail could not be delivered to it. */
    boolean isAway() {
        return away;
    }

    Outcome send(Letter letter) {
        JavaMailSender server = sender.getObject();
        try {
            server.send(message(server.createMimeMessage(), letter));
        } catch (MailException | MessagingException e) {
            if (isRefused(e)) {
                return Outcome.REFUSED;
            }
            if (!away) {
                log.warn("Mails wait, because the mail server does not take them: {}", e.getMessage());
            }
            away = true;
            return Outcome.AWAY;
        }
        if (away) {
            log.info("The mail server takes mails again");
        }
        away = false;
        return Outcome.TAKEN;
    }

    private MimeMessage message(MimeMessage message, Letter letter) throws MessagingException {
        MimeMessageHelper helper = new MimeMessageHelper(message, true, StandardCharsets.UTF_8.name());
        helper.setFrom(new InternetAddress(properties.from()));
        helper.setTo(letter.to());
        helper.setSubject(letter.subject());
        helper.setText(letter.text(), letter.html());
        message.setHeader("Content-Language", letter.language());
        // Out-of-office replies to it help nobody.
        message.setHeader("Auto-Submitted", "auto-generated");
        return message;
    }

    /**
     * Whether the recipient is refused for good, by the server or because it is no address; what is
     * refused for now comes back as unsent.
     */
    static boolean isRefused(Exception e) {
        Stream<? extends Exception> failures =
                e instanceof MailSendException several ? Arrays.stream(several.getMessageExceptions()) : Stream.of(e);
        return failures.anyMatch(failure -> failure instanceof AddressException
                || failure instanceof SendFailedException refused
                        && refused.getInvalidAddresses() != null
                        && refused.getInvalidAddresses().length > 0);
    }
}
