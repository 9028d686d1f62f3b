package com.sealkloud.chat.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;

/**
 * How calls below a path are refused whose protocol has no problem documents. The feature of that
 * protocol declares a bean.
 *
 * @param below the path, with a slash at its end
 * @param body what the protocol says instead of a problem document
 */
public record RefusalForm(String below, MediaType type, Function<ProblemDetail, Object> body) {

    /** @return the form for this call, if it is not that of most */
    public static Optional<RefusalForm> of(List<RefusalForm> forms, HttpServletRequest request) {
        return forms.stream()
                .filter(form -> request.getRequestURI().startsWith(form.below()))
                .findFirst();
    }
}
