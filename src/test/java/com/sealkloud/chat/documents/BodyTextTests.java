package com.sealkloud.chat.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.sealkloud.chat.realtime.FrameBody;
import com.sealkloud.chat.text.GuardedStrings;
import com.sealkloud.chat.text.VisibleLine;
import com.sealkloud.chat.text.VisibleText;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.stereotype.Controller;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestBody;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.json.JsonMapper;

/** Every string of every body, over REST, STOMP and AMQP, is validated, including future ones. */
class BodyTextTests {

    /**
     * Strings that nobody else is ever shown: they must equal something that is known, or are
     * checked by their own code.
     */
    private static final Set<String> COMPARED = Set.of(
            "Credentials.username",
            "LinkUse.password",
            "NewPassword.current",
            "NewPassword.new",
            "CurrentPassword.current",
            "Credentials.password",
            "NewAccount.password",
            "AccountPatch.password",
            "DirectRequest.userId",
            "AssignRequest.assigneeId",
            "HandoverRequest.toId",
            "NewRoom.memberIds[]",
            "DirectBody.clientMessageId",
            "RoomBody.clientMessageId",
            "PostRequest.clientMessageId",
            "Post.senderName",
            "WebhookRequest.url",
            "SubscribeRequest.endpoint",
            "SubscriptionKeys.p256dh",
            "SubscriptionKeys.auth",
            "DoNotDisturb.timeZone",
            "PresenceBody.conversationId");

    private static final JsonMapper JSON =
            JsonMapper.builder().addModule(new GuardedStrings()).build();

    /** A string within a body, and the annotations that say what it may be. */
    record Text(Class<?> body, String field, boolean isElement, AnnotatedElement rules) {

        String name() {
            return body.getSimpleName() + "." + field + (isElement ? "[]" : "");
        }

        @Override
        public String toString() {
            return name();
        }
    }

    static Stream<Text> texts() {
        return bodies().stream().flatMap(BodyTextTests::textsOf);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void hasARule(Text text) {
        boolean hasRule = Stream.<Class<? extends Annotation>>of(Pattern.class, VisibleLine.class, VisibleText.class)
                .anyMatch(text.rules()::isAnnotationPresent);

        assertThat(hasRule || COMPARED.contains(text.name()))
                .as("%s is a @VisibleLine, a @VisibleText, has a @Pattern or is only compared", text)
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("texts")
    void isNeverHalfAPairOrAControl(Text text) {
        for (String bad : List.of("\\ud83d", "\\ude42x", "\\u0000", "\\u0001", "\\u009b")) {
            String value = text.isElement() ? "[\"" + bad + "\"]" : "\"" + bad + "\"";

            assertThatThrownBy(() -> JSON.readValue("{\"" + text.field() + "\":" + value + "}", text.body()))
                    .isInstanceOf(DatabindException.class)
                    .hasMessageFindingMatch("surrogate|U\\+00");
        }
    }

    @Test
    void allDoorsAreLookedAt() {
        assertThat(bodies().stream().map(Class::getSimpleName))
                .contains("NewAccount", "NewRoom", "RuleRequest", "DirectBody", "TicketOpened", "Post", "QuietHours");
        assertThat(texts()).hasSizeGreaterThan(40);
        assertThat(COMPARED).isSubsetOf(texts().map(Text::name).toList());
    }

    static Set<Class<?>> bodies() {
        Set<Class<?>> bodies = new LinkedHashSet<>();
        var scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AnnotationTypeFilter(Controller.class));
        scan.findCandidateComponents("com.sealkloud.chat").stream()
                .map(found -> ClassUtils.resolveClassName(found.getBeanClassName(), null))
                .flatMap(controller -> Arrays.stream(controller.getDeclaredMethods()))
                .map(Method::getParameters)
                .flatMap(Arrays::stream)
                .filter(BodyTextTests::isBody)
                .forEach(parameter -> addWithParts(parameter.getType(), bodies));
        CodeRecord.all().stream()
                .map(CodeRecord::type)
                .filter(type -> type.getName().contains(".InboundCommand$"))
                .forEach(type -> addWithParts(type, bodies));
        return bodies;
    }

    private static boolean isBody(Parameter parameter) {
        return parameter.isAnnotationPresent(RequestBody.class) || parameter.isAnnotationPresent(FrameBody.class);
    }

    private static void addWithParts(Class<?> type, Set<Class<?>> bodies) {
        if (!type.isRecord() || !bodies.add(type)) {
            return;
        }
        for (RecordComponent component : type.getRecordComponents()) {
            addWithParts(component.getType(), bodies);
            elementOf(component).ifPresent(element -> addWithParts((Class<?>) element.getType(), bodies));
        }
    }

    private static Stream<Text> textsOf(Class<?> body) {
        Map<String, Text> texts = new LinkedHashMap<>();
        for (RecordComponent component : body.getRecordComponents()) {
            JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
            String field = renamed == null ? component.getName() : renamed.value();
            if (component.getType() == String.class) {
                texts.put(field, new Text(body, field, false, component.getAccessor()));
            }
            elementOf(component)
                    .filter(element -> element.getType() == String.class)
                    .ifPresent(element -> texts.put(field, new Text(body, field, true, element)));
        }
        return texts.values().stream();
    }

    static Optional<AnnotatedType> elementOf(RecordComponent component) {
        return component.getAnnotatedType() instanceof AnnotatedParameterizedType list
                ? Optional.of(list.getAnnotatedActualTypeArguments()[0])
                : Optional.empty();
    }
}
