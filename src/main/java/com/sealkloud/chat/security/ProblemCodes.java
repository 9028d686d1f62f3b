package com.sealkloud.chat.security;

import java.util.Map;
import org.springframework.http.ProblemDetail;

/** Adds a {@code code} to every problem document, including those of the framework. */
final class ProblemCodes {

    private static final Map<Integer, String> BY_STATUS = Map.of(
            401, "authentication_required",
            403, "forbidden",
            404, "not_found",
            409, "conflict",
            413, "too_large",
            429, "rate_limited",
            500, "unavailable",
            503, "unavailable");

    private ProblemCodes() {}

    static void addTo(ProblemDetail problem) {
        if (problem.getProperties() == null || !problem.getProperties().containsKey("code")) {
            problem.setProperty("code", BY_STATUS.getOrDefault(problem.getStatus(), "bad_request"));
        }
    }
}
