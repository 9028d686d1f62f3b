package com.sealkloud.chat.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommonPasswordsTests {

    @Test
    void areKnownInEitherCaseAndOthersAreNot() {
        assertThat(CommonPasswords.contain("password")).isTrue();
        assertThat(CommonPasswords.contain("QwertyUiop")).isTrue();
        assertThat(CommonPasswords.contain("correct horse battery staple")).isFalse();
        assertThat(CommonPasswords.contain("")).isFalse();
        assertThat(CommonPasswords.contain("# zxcvbn 4.4.2, https://github.com/dropbox/zxcvbn"))
                .isFalse();
    }
}
