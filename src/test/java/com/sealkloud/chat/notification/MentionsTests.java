package com.sealkloud.chat.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.account.Role;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MentionsTests {

    @ParameterizedTest
    @CsvSource({
        "@lena-7 look, true",
        "look @Lena Sørensen!, true",
        "look @lena sørensen, true",
        "(@lena-7), true",
        "lena-7, false",
        "me@lena-7.example, false",
        "@lena-77, false",
        "@lena, false",
        "@@lena-7, false",
    })
    void areOfTheIdOrTheNameAsAWholeWord(String content, boolean isMentioned) {
        assertThat(Mentions.of(new Person("lena-7", "Lena Sørensen", Role.EMPLOYEE_L1), content))
                .isEqualTo(isMentioned);
    }
}
