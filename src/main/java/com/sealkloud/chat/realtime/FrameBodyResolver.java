package com.sealkloud.chat.realtime;

import com.sealkloud.chat.api.BodyBinder;
import com.sealkloud.chat.api.Refusal;
import java.util.List;
import java.util.Objects;
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
    private final BodyBinder binder;
    private final List<FrameBodyCheck> checks;

    FrameBodyResolver(JsonMapper json, BodyBinder binder, List<FrameBodyCheck> checks) {
        this.json = json;
        this.binder = binder;
        this.checks = checks;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.hasParameterAnnotation(FrameBody.class);
    }

    @Override
    public Object resolveArgument(MethodParameter parameter, Message<?> message) {
        ClientRequest request = ClientRequest.of(message);
        byte[] payload = (byte[]) message.getPayload();
        JsonNode body = payload.length == 0 ? json.createObjectNode() : binder.object(payload);
        JsonNode clientMessageId = body.path("clientMessageId");
        if (clientMessageId.isString()) {
            request.concerns(clientMessageId.stringValue());
        }
        JsonNode type = body.path("type");
        if (!type.isMissingNode() && !request.event().equals(type.asString(""))) {
            throw Refusal.badRequest("The type contradicts the destination " + request.event() + ".");
        }
        var sender = Objects.requireNonNull(SimpMessageHeaderAccessor.getUser(message.getHeaders()));
        checks.forEach(check -> check.check(body, sender));
        return binder.bind(body, parameter.getParameterType());
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
}
