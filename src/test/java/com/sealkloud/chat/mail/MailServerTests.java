package com.sealkloud.chat.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.InternetAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.mail.MailSendException;

class MailServerTests {

    private static final Address[] NONE = {};

    @Test
    void anAddressThatDoesNotExistIsRefusedForGoodAndAFullMailboxIsNot() throws MessagingException {
        Address[] newPerson = {new InternetAddress("new-person@example.org")};

        assertThat(MailServer.isRefused(failed(new SendFailedException("550", null, NONE, NONE, newPerson))))
                .isTrue();
        assertThat(MailServer.isRefused(failed(new SendFailedException("452", null, NONE, newPerson, NONE))))
                .isFalse();
        assertThat(MailServer.isRefused(failed(new MessagingException("no route to host"))))
                .isFalse();
    }

    private static MailSendException failed(Exception reason) {
        return new MailSendException(Map.of("mail", reason));
    }
}
