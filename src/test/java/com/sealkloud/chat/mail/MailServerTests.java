package com.sealkloud.chat.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.InternetAddress;
import java.time.Duration;
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

    @Test
    void noMailIsSentInTheNameOfWhatIsNoAddress() {
        assertThat(from("")).isTrue();
        assertThat(from("help@example.org")).isTrue();
        assertThat(from("Helpdesk <help@example.org>")).isTrue();
        assertThat(from("help..desk@example.org")).isFalse();
        assertThat(from("Helpdesk <help.@example.org>")).isFalse();
    }

    private static boolean from(String address) {
        Duration any = Duration.ofSeconds(1);
        return new MailProperties(address, "", any, any, any, 1).isFromAnAddress();
    }

    private static MailSendException failed(Exception reason) {
        return new MailSendException(Map.of("mail", reason));
    }
}
