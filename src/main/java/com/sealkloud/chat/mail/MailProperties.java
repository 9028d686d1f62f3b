package com.sealkloud.chat.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Mails. They are sent if {@code spring.mail.host} names a mail server and both addresses are set.
 *
 * @param from the helpdesk's address, with or without a name
 * @param page the address of the page, to which links in mails lead
 * @param retryAfter pause after the first failure; twice as long after each further one
 * @param giveUpAfter how long a mail is retried
 * @param sweepInterval how often due mails are searched
 * @param most how many mails may wait
 */
@Validated
@ConfigurationProperties("chat.mail")
record MailProperties(
        @Pattern(regexp = "|[^\\r\\n]*[^\\s<>@]+@[^\\s<>@]+>?", message = "must be a mail address") @DefaultValue("")
        String from,

        @Pattern(regexp = "|https?://[^\\s?#]+", message = "must be the page's address: http(s)://…") @DefaultValue("")
        String page,

        @NotNull @DefaultValue("30s") Duration retryAfter,
        @NotNull @DefaultValue("24h") Duration giveUpAfter,
        @NotNull @DefaultValue("2s") Duration sweepInterval,
        @Min(1) @Max(1_000_000) @DefaultValue("10000") int most) {

    boolean isComplete() {
        return !from.isEmpty() && !page.isEmpty();
    }

    /** Otherwise every mail would be given up as if its recipient were wrong. */
    @AssertTrue(message = "chat.mail.from must be a mail address")
    boolean isFromAnAddress() {
        try {
            return from.isEmpty() || !new InternetAddress(from).getAddress().isEmpty();
        } catch (AddressException e) {
            return false;
        }
    }

    @AssertTrue(message = "chat.mail.from and chat.mail.page belong together")
    boolean isWholeOrAbsent() {
        return from.isEmpty() == page.isEmpty();
    }
}
