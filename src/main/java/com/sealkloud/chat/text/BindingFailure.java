package com.sealkloud.chat.text;

import java.util.Objects;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;

/** Says why a body could not be bound, in the same words at every door. */
public final class BindingFailure {

    private BindingFailure() {}

    public static String describe(DatabindException failure) {
        String field = failure.getPath().stream()
                .map(JacksonException.Reference::getPropertyName)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("."));
        String named = field.isEmpty() ? "body" : field;
        return failure instanceof TextRefusedException refused
                ? named + " " + refused.fault() + "."
                : "The field " + named + " has the wrong type or value.";
    }
}
