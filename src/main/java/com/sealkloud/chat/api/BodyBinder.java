package com.sealkloud.chat.api;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads JSON bodies into records and checks them by Bean Validation, for frames and for requests of
 * programs. Spring does the same for REST, with the same mapper and validator; what is wrong is
 * said in the same words.
 */
@Component
public class BodyBinder {

    private final JsonMapper json;
    private final Validator validator;

    public BodyBinder(JsonMapper json, Validator validator) {
        this.json = json;
        this.validator = validator;
    }

    /** @throws Refusal {@code bad_request} if it is no JSON object */
    public JsonNode object(byte[] body) {
        JsonNode read;
        try {
            read = json.readTree(body);
        } catch (JacksonException e) {
            throw Refusal.badRequest("The body is not valid JSON: " + e.getOriginalMessage());
        }
        return requireObject(read, "The body");
    }

    /** @throws Refusal {@code bad_request} if it is none */
    public static JsonNode requireObject(JsonNode node, String what) {
        if (!node.isObject()) {
            throw Refusal.badRequest(what + " must be a JSON object.");
        }
        return node;
    }

    /** @throws Refusal {@code bad_request} that says what is wrong with which field */
    public <T> T bind(JsonNode body, Class<T> type) {
        T bound;
        try {
            bound = json.treeToValue(body, type);
        } catch (JacksonException e) {
            throw Refusal.badRequest(BindingFailure.describe(e));
        }
        Set<ConstraintViolation<T>> violations = validator.validate(bound);
        if (!violations.isEmpty()) {
            throw Refusal.badRequest(faults(
                    violations.stream().map(violation -> violation.getPropertyPath() + " " + violation.getMessage())));
        }
        return bound;
    }

    /** @param faults a field and what is wrong with it, each */
    public static String faults(Stream<String> faults) {
        return faults.sorted().collect(Collectors.joining(", ", "", "."));
    }
}
