package com.sealkloud.chat.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CallerAddressTests {

    @Test
    void whatAProxyPassesOnIsPrintableAndShort() {
        assertThat(CallerAddress.printable("192.0.2.7\r\n\0=HYPERLINK")).isEqualTo("192.0.2.7????HYPERLINK");
        assertThat(CallerAddress.printable("2001:db8::7%eth0")).isEqualTo("2001:db8::7%eth0");
        assertThat(CallerAddress.printable("x".repeat(8_000))).hasSize(64);
        assertThat(CallerAddress.ofThisRequest()).isNull();
    }
}
