package com.sealkloud.chat.realtime;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.json.JsonMapper;

/** Says which field of a body cannot be read, and which values it may have. */
@Component
public class WrongFields {

    private final JsonMapper json;

    WrongFields(JsonMapper json) {
        this.json = json;
    }

    /** @return nothing if it is not a field that is wrong */
    public Optional<String> describe(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DatabindException binding && !binding.getPath().isEmpty()) {
                return Optional.of(
                        "The field " + path(binding) + " has the wrong type or value" + allowed(binding) + ".");
            }
        }
        return Optional.empty();
    }

    private static String path(DatabindException failure) {
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

    private String allowed(DatabindException failure) {
        Class<?> type = type(failure);
        return type == null || !type.isEnum()
                ? ""
                : Arrays.stream(type.getEnumConstants())
                        .map(value -> json.convertValue(value, String.class))
                        .collect(Collectors.joining(", ", "; it is one of ", ""));
    }

    private static @Nullable Class<?> type(DatabindException failure) {
        if (failure instanceof ValueInstantiationException unknown) {
            return unknown.getType().getRawClass();
        }
        return failure instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
    }
}
