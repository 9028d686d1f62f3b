package com.sealkloud.chat.api;

import com.sealkloud.chat.text.TextRefusedException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Says which field of a body could not be bound and why, in the same words for STOMP, REST and
 * AMQP.
 */
public final class BindingFailure {

    /** Only for the names of enum constants. */
    private static final JsonMapper NAMES = new JsonMapper();

    private BindingFailure() {}

    /** @return nothing if the failure does not concern a field */
    public static Optional<String> of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof JacksonException binding && !binding.getPath().isEmpty()) {
                return Optional.of(describe(binding));
            }
        }
        return Optional.empty();
    }

    public static String describe(JacksonException failure) {
        String field = path(failure);
        String named = field.isEmpty() ? "body" : field;
        return failure instanceof TextRefusedException refused
                ? named + " " + refused.fault() + "."
                : "The field " + named + " has the wrong type or value" + allowed(failure) + ".";
    }

    private static String path(JacksonException failure) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : failure.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.toString();
    }

    private static String allowed(JacksonException failure) {
        Class<?> type = type(failure);
        return type == null || !type.isEnum()
                ? ""
                : Arrays.stream(type.getEnumConstants())
                        .map(value -> NAMES.convertValue(value, String.class))
                        .collect(Collectors.joining(", ", "; it is one of ", ""));
    }

    private static @Nullable Class<?> type(JacksonException failure) {
        if (failure instanceof ValueInstantiationException unknown) {
            return unknown.getType().getRawClass();
        }
        return failure instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
    }
}
