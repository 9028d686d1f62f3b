package com.sealkloud.chat.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.web.ErrorResponseException;

class WholePasswordEncoderTests {

    private final PasswordEncoder encoder = new WholePasswordEncoder(4);

    @Test
    void everyCharacterCounts() {
        for (String password : List.of("a".repeat(71) + "b", "a".repeat(73), "ä".repeat(40), "x".repeat(200), "a\0a")) {
            String hash = encoder.encode(password);

            assertThat(encoder.matches(password, hash)).as(password).isTrue();
            assertThat(encoder.matches(password + "c", hash)).as(password + "c").isFalse();
            assertThat(encoder.matches(password.substring(0, password.length() - 1), hash))
                    .as("%s without its end", password)
                    .isFalse();
            assertThat(hash).hasSizeLessThanOrEqualTo(200);
        }
        assertThat(encoder.matches("a\0a", encoder.encode("a"))).isFalse();
    }

    @Test
    void hashesOfEarlierVersionsGoOn() {
        String seventyTwo = "a".repeat(72);
        String former = "{bcrypt}" + new BCryptPasswordEncoder().encode(seventyTwo);

        assertThat(encoder.matches(seventyTwo, former)).isTrue();
        assertThat(encoder.matches(seventyTwo + "b", former)).isFalse();
        String decomposed = "Zoe\u0301 has a long password";
        assertThat(encoder.matches(decomposed, "{bcrypt}" + new BCryptPasswordEncoder().encode(decomposed)))
                .isTrue();
        assertThat(encoder.encode("a long password"))
                .as("an earlier version reads it, too")
                .startsWith("{bcrypt}$2");
    }

    @Test
    void theSameTextIsTheSamePassword() {
        assertThat(encoder.matches("Zoe\u0301", encoder.encode("Zo\u00e9"))).isTrue();
        assertThat(encoder.matches("Zo\u00e9".repeat(30), encoder.encode("Zoe\u0301".repeat(30))))
                .isTrue();
    }

    @Test
    void whatIsNoHashMatchesNothing() {
        for (String hash : new String[] {null, "", "{noop}x", "x", "{bcrypt}", "{bcrypt-hmac}"}) {
            assertThat(encoder.matches("x", hash)).as(hash).isFalse();
        }
    }

    @Test
    void halfACharacterIsNoPassword() {
        Passwords.requireText("👋 is one");
        assertThatThrownBy(() -> Passwords.requireText("half \ud83d"))
                .isInstanceOfSatisfying(
                        ErrorResponseException.class,
                        refusal -> assertThat(refusal.getStatusCode().value()).isEqualTo(400));
    }
}
