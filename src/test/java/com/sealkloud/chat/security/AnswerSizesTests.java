package com.sealkloud.chat.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.realtime.RateLimits;
import com.sealkloud.chat.realtime.RateLimits.Action;
import com.sealkloud.chat.realtime.TestLimits;
import jakarta.servlet.DispatcherType;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Long answers of the API count as several calls. */
class AnswerSizesTests {
    private static final Principal CAROL = () -> "carol";
    private static final int CALLS = 50;

    private final RateLimits limits = TestLimits.ofCalls(CALLS);
    private final AnswerSizes sizes = new AnswerSizes(limits);

    private void answer(DispatcherType dispatch, String contentType, String disposition, int octets) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/v1/rooms/support");
        request.setDispatcherType(dispatch);
        request.setUserPrincipal(CAROL);
        MockHttpServletResponse response = new MockHttpServletResponse();
        sizes.doFilter(request, response, (asked, answer) -> {
            response.setContentType(contentType);
            if (disposition != null) {
                response.setHeader(HttpHeaders.CONTENT_DISPOSITION, disposition);
            }
            answer.getOutputStream().write("x".repeat(octets).getBytes(StandardCharsets.US_ASCII));
            answer.getOutputStream().write('x');
        });
        assertThat(response.getContentAsByteArray()).hasSize(octets + 1);
    }

    /** How many calls are left to her. */
    private int left() {
        for (int calls = 0; ; calls++) {
            try {
                limits.spend(CAROL, Action.CALL);
            } catch (Refusal e) {
                return calls;
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"REQUEST", "ASYNC"})
    void aLongOneCountsAsManyCalls(DispatcherType dispatch) throws Exception {
        answer(dispatch, "application/json", null, 40 * AnswerSizes.OCTETS_LIKE_A_CALL);

        assertThat(left()).isBetween(CALLS - 40, CALLS - 30);
    }

    @Test
    void neitherShortOnesNorDownloadsCount() throws Exception {
        answer(DispatcherType.REQUEST, "application/json", null, AnswerSizes.OCTETS_LIKE_A_CALL - 2);
        answer(DispatcherType.REQUEST, "image/png", null, 40 * AnswerSizes.OCTETS_LIKE_A_CALL);
        answer(
                DispatcherType.REQUEST,
                "application/json",
                "attachment; filename=\"transcript.json\"",
                40 * AnswerSizes.OCTETS_LIKE_A_CALL);

        assertThat(left()).isGreaterThanOrEqualTo(CALLS);
    }
}
