package com.sealkloud.chat.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.DelegatingServletInputStream;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ResponseStatusException;

class BodyLimitTests {

    @Test
    void holdsForItsPathOrForAllBelow() {
        BodyLimit one = new BodyLimit("/api/v1/files", DataSize.ofMegabytes(25), true);
        BodyLimit below = new BodyLimit("/api/v1/files/**", DataSize.ofMegabytes(25), true);

        assertThat(one.covers("/api/v1/files")).isTrue();
        assertThat(one.covers("/api/v1/files/1")).isFalse();
        assertThat(below.covers("/api/v1/files/1/parts")).isTrue();
        assertThat(below.covers("/api/v1/files-of-others")).isFalse();
        BodyLimit within = new BodyLimit("/api/v1/rooms/*/files", DataSize.ofMegabytes(25), true);
        assertThat(within.covers("/api/v1/rooms/7/files")).isTrue();
        assertThat(within.covers("/api/v1/rooms//files")).isFalse();
        assertThat(within.covers("/api/v1/rooms/7/8/files")).isFalse();
    }

    @Test
    void streamedBodyEndsAtItsLimit() throws IOException {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setContent(new byte[11]);
        InputStream in = new StreamedRequest(request, 10, () -> {}).getInputStream();

        assertThat(in.readNBytes(10)).hasSize(10);
        assertThatThrownBy(in::read).isInstanceOf(ResponseStatusException.class);
    }

    /** What its handler does then, such as giving back what it has reserved, must not fail. */
    @Test
    void interruptThatWasMeantForTheReadDoesNotOutliveIt() throws IOException {
        MockHttpServletRequest request = new MockHttpServletRequest() {
            @Override
            public ServletInputStream getInputStream() {
                return new DelegatingServletInputStream(new InputStream() {
                    @Override
                    public int read() throws IOException {
                        Thread.currentThread().interrupt();
                        throw new IOException("The client is gone");
                    }
                });
            }
        };
        InputStream in = new StreamedRequest(request, 10, Thread::interrupted).getInputStream();

        assertThatThrownBy(() -> in.read(new byte[1])).hasMessage("The client is gone");
        assertThat(Thread.interrupted()).isFalse();
    }
}
