package com.sealkloud.chat.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

/** Requests that are refused before anything else has looked at them. */
class RefusalsTests {

    private final Refusals refusals = new Refusals(JsonMapper.builder().build(), List.of());

    private MockHttpServletResponse refused(String path) throws IOException {
        MockHttpServletResponse response = new MockHttpServletResponse();
        refusals.answer(
                new MockHttpServletRequest("GET", path), response, HttpStatus.BAD_REQUEST, "bad_request", "No.");
        return response;
    }

    @ParameterizedTest
    @ValueSource(strings = {"//", "/%", "/a b", "//:x", "/[", ""})
    void whateverTheirPathIsTheyAreAnswered(String path) throws IOException {
        MockHttpServletResponse response = refused(path);

        assertThat(response.getStatus()).isEqualTo(400);
        assertThat(response.getContentAsString()).contains("\"bad_request\"");
    }

    @Test
    void theAnswerNamesThePath() throws IOException {
        assertThat(refused("/api/v1/me").getContentAsString()).contains("\"/api/v1/me\"");
    }
}
