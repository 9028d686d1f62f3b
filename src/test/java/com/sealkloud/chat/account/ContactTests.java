package com.sealkloud.chat.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import jakarta.mail.internet.InternetAddress;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which mail addresses users can have. */
class ContactTests {

    private static final Pattern MAIL = Pattern.compile(Contact.MAIL);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "carol@example.org",
                "c@x.org",
                "carol.d@mail.example.org",
                "c.a.r.o.l+chat@x-y.example.org",
                "{carol}|'d@10.example"
            })
    void anAddressThatAMailCanHaveIsTaken(String mail) {
        assertThat(mail).matches(MAIL);
        assertThatCode(() -> new InternetAddress(mail, true)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "carol..d@example.org",
                ".carol@example.org",
                "carol.@example.org",
                ".@example.org",
                "carol@example..org",
                "carol@.example.org",
                "carol@example.org.",
                "carol@",
                "@example.org",
                "carol@d@example.org"
            })
    void oneThatNoMailCanHaveIsRefused(String mail) {
        assertThat(mail).doesNotMatch(MAIL);
    }

    @Test
    void aLongTextIsRefusedAtOnce() {
        for (String part : new String[] {"a", ".a", "..", "a@", ".@"}) {
            String text = part.repeat(500_000);
            assertTimeoutPreemptively(
                    Duration.ofSeconds(5),
                    () -> assertThat(MAIL.matcher(text).matches()).isFalse());
        }
    }
}
