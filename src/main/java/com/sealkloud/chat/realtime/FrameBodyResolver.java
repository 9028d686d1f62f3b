package com.sealkloud.chat.realtime;

import com.sealkloud.chat.api.BindingFailure;
import com.sealkloud.chat.api.Refusal;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Binds {@link FrameBody} parameters. */
@Component
class FrameBodyResolver implements HandlerMethodArgumentResolver {

    private final JsonMapper json;
    private final Validator validator;
    private final List<FrameBodyCheck> checks;

    FrameBodyResolver(JsonMapper json, Validator validator, List<FrameBodyCheck> checks) {
        this.json = json;
        this.validator = validator;
        this.checks = checks;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.hasParameterAnnotation(FrameBody.class);
    }

    @Override
    public Object resolveArgument(MethodParameter parameter, Message<?> message) {
        Exchange exchange = Exchange.of(message);
        JsonNode body = parse((byte[]) message.getPayload());
        JsonNode clientMessageId = body.path("clientMessageId");
        if (clientMessageId.isString()) {
            exchange.concerns(clientMessageId.stringValue());
        }
        JsonNode type = body.path("type");
        if (!type.isMissingNode() && !exchange.event().equals(type.asString(""))) {
            throw Refusal.badRequest("The type contradicts the destination " + exchange.event() + ".");
        }
        var sender = Objects.requireNonNull(SimpMessageHeaderAccessor.getUser(message.getHeaders()));
        checks.forEach(check -> check.check(body, sender));
        return validated(bind(body, parameter.getParameterType()));
    }

    /**
     * @return the client's id of its message, if the body has one; for a frame that is refused
     *     before it is bound
     */
    @Nullable
    String clientMessageId(Message<?> message) {
        try {
            JsonNode body = json.readTree((byte[]) message.getPayload());
            return body == null ? null : body.path("clientMessageId").asString(null);
        } catch (JacksonException notJson) {
            return null;
        }
    }

    private JsonNode parse(byte[] payload) {
        try {
            JsonNode body = payload.length == 0 ? json.createObjectNode() : json.readTree(payload);
            if (body.isObject()) {
                return body;
            }
        } catch (JacksonException e) {
            throw Refusal.badRequest("The body is not valid JSON: " + e.getOriginalMessage());
        }
        throw Refusal.badRequest("The body must be a JSON object.");
    }

    private Object bind(JsonNode body, Class<?> type) {
        try {
            return json.treeToValue(body, type);
        } catch (JacksonException e) {
            throw Refusal.badRequest(BindingFailure.describe(e));
        }
    }

    private Object validated(Object body) {
        Set<ConstraintViolation<Object>> violations = validator.validate(body);
        violations.stream()
                .min(Comparator.comparing(
                        violation -> violation.getPropertyPath().toString()))
                .ifPresent(violation -> {
                    throw Refusal.badRequest(violation.getPropertyPath() + " " + violation.getMessage() + ".");
                });
        return body;
    }
}
