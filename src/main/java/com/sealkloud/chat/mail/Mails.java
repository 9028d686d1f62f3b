package com.sealkloud.chat.mail;

import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/** Takes mails that are to be sent. The mail server is called later, by {@link MailWorker}. */
@Component
public class Mails {

    private static final Logger log = LoggerFactory.getLogger(Mails.class);

    private final MailRows rows;
    private final MailProperties properties;
    private final boolean hasServer;

    Mails(MailRows rows, MailProperties properties, ObjectProvider<JavaMailSender> server) {
        this.rows = rows;
        this.properties = properties;
        this.hasServer = server.getIfAvailable() != null;
        if (hasServer != properties.isComplete()) {
            log.warn("Mails are not sent: spring.mail.host, chat.mail.from and chat.mail.page belong together");
        }
    }

    /** Whether mails can be sent: there is a mail server, and a sender's address. */
    public boolean areSent() {
        return hasServer && properties.isComplete();
    }

    /**
     * Queues a mail, within the caller's transaction if there is one, unless one of the same kind
     * about the same was not tried yet.
     *
     * @param kind as in {@link LetterWriter#kind}
     * @throws Refusal {@code unavailable} if too many wait
     */
    public void queue(String kind, String about) {
        if (!offer(kind, about)) {
            throw new Refusal(RefusalCode.UNAVAILABLE, "Too many mails wait for the mail server. Try again later.");
        }
    }

    /**
     * The same for a mail that must not get in the way.
     *
     * @return false if too many wait
     */
    public boolean offer(String kind, String about) {
        if (rows.isWaiting(kind, about)) {
            return true;
        }
        if (rows.count() >= properties.most()) {
            return false;
        }
        rows.add(kind, about);
        return true;
    }

    /** @return how many such mails wait, of which the mail server may have refused some for now */
    public long countWaiting(String kind, String about) {
        return rows.countOf(kind, about);
    }

    /** @return the address of the page with this fragment */
    public String linkTo(String fragment) {
        String page = properties.page();
        return (page.endsWith("/") ? page : page + "/") + "#/" + fragment;
    }
}
