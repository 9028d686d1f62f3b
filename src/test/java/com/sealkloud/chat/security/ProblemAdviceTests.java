package com.sealkloud.chat.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.apache.catalina.connector.ClientAbortException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/** Which failures are those of this service. */
@ExtendWith(OutputCaptureExtension.class)
class ProblemAdviceTests {

    private final ProblemAdvice advice = new ProblemAdvice(List.of());

    private ResponseEntity<Object> answerTo(Exception failure) {
        return advice.unexpected(
                failure, new ServletWebRequest(new MockHttpServletRequest(), new MockHttpServletResponse()));
    }

    /** Anybody can do so, thousands of times a minute. */
    @Test
    void whoeverLeavesADownloadLeavesNoTraceInTheLog(CapturedOutput output) {
        IOException reset = new ClientAbortException(new IOException("Connection reset by peer"));
        for (Exception failure : List.of(
                reset,
                new IllegalStateException("The answer could not be written", reset),
                new AsyncRequestNotUsableException("Response not usable"))) {
            assertThat(answerTo(failure)).isNull();
        }

        assertThat(output.getAll()).doesNotContain("ERROR", "WARN", "\tat ");
    }

    @Test
    void otherFailuresAreAnsweredAndLogged(CapturedOutput output) {
        assertThat(answerTo(new IOException("The storage has reset the connection"))
                        .getStatusCode()
                        .value())
                .isEqualTo(500);

        assertThat(output.getAll()).contains("A call could not be handled", "\tat ");
    }
}
