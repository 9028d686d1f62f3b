package com.sealkloud.chat.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** The answer to a REST call. */
public record Answer(int status, HttpHeaders headers, String body) {

    static Answer of(HttpResponse<String> response) {
        return new Answer(response.statusCode(), response.headers(), response.body());
    }

    public Answer expect(int expected) {
        assertThat(status).as("status of the answer %s", body).isEqualTo(expected);
        return this;
    }

    /** Expects a problem document (RFC 9457) with this status and code. */
    public Answer expectProblem(int expected, String code) {
        expect(expected);
        assertThat(headers.firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(json().path("code").asString("")).as("code of %s", body).isEqualTo(code);
        assertThat(json().path("status").asInt(0)).isEqualTo(expected);
        return this;
    }

    public JsonNode json() {
        return Json.read(body);
    }

    public String text(String field) {
        return json().required(field).stringValue();
    }

    public long number(String field) {
        return json().required(field).longValue();
    }

    /** The elements of {@code items}, {@code messages} or {@code members}. */
    public List<JsonNode> list(String field) {
        return json().required(field).valueStream().toList();
    }

    public Set<String> fields() {
        return new TreeSet<>(json().propertyNames());
    }
}
