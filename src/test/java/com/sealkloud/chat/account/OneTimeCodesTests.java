package com.sealkloud.chat.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.commons.codec.binary.Base32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OneTimeCodesTests {

    private static final String SECRET =
            new Base32().encodeToString("12345678901234567890".getBytes(StandardCharsets.US_ASCII));
    private static final Instant NOW = Instant.ofEpochSecond(1_111_111_109);
    private static final long STEP = 1_111_111_109 / 30;

    private final OneTimeCodes codes = new OneTimeCodes();

    /** RFC 6238, appendix B; the last six of its eight digits. */
    @ParameterizedTest
    @CsvSource({"59,287082", "1111111109,081804", "1111111111,050471", "1234567890,005924", "2000000000,279037"})
    void areThoseOfTheStandard(long time, String code) {
        assertThat(codes.code(SECRET, time / 30)).isEqualTo(code);
        assertThat(codes.step(SECRET, code, Instant.ofEpochSecond(time), 0)).hasValue(time / 30);
    }

    @Test
    void holdForTheirHalfMinuteAndThoseBesideIt() {
        assertThat(codes.step(SECRET, codes.code(SECRET, STEP - 1), NOW, 0)).hasValue(STEP - 1);
        assertThat(codes.step(SECRET, codes.code(SECRET, STEP + 1), NOW, 0)).hasValue(STEP + 1);
        assertThat(codes.step(SECRET, codes.code(SECRET, STEP - 2), NOW, 0)).isEmpty();
        assertThat(codes.step(SECRET, codes.code(SECRET, STEP + 2), NOW, 0)).isEmpty();
    }

    @Test
    void holdOnce() {
        assertThat(codes.step(SECRET, codes.code(SECRET, STEP), NOW, STEP)).isEmpty();
        assertThat(codes.step(SECRET, codes.code(SECRET, STEP - 1), NOW, STEP)).isEmpty();
    }

    @Test
    void areSharedByAnAddressThatAppsUnderstand() {
        assertThat(OneTimeCodes.address("SealKloud Chat", "lena", "ABC"))
                .isEqualTo("otpauth://totp/SealKloud%20Chat:lena?secret=ABC&issuer=SealKloud%20Chat");
        assertThat(OneTimeCodes.newSecret()).matches("[A-Z2-7]{32}").isNotEqualTo(OneTimeCodes.newSecret());
    }
}
