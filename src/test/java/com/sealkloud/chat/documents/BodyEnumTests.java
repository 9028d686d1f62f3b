package com.sealkloud.chat.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sealkloud.chat.api.BodyBinder;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.testing.Chat;
import com.sealkloud.chat.testing.Mode;
import com.sealkloud.chat.testing.Servers;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A value that is none of a field's is refused, over every door, with those that there are. */
@ExtendWith(Servers.class)
class BodyEnumTests {

    private final Chat chat = Servers.chat(Mode.EMBEDDED_H2);
    private final BodyBinder binder = chat.bean(BodyBinder.class);

    private final JsonMapper json = chat.bean(JsonMapper.class);

    /** A field of a body with one value of several, or a list of such. */
    private record Choice(Class<?> body, String field, boolean isElement, Class<?> type) {

        JsonNode with(String value, JsonMapper json) {
            return json.readTree("{\"" + field + "\":" + (isElement ? "[" + value + "]" : value) + "}");
        }
    }

    private static List<Choice> choices() {
        return BodyTextTests.bodies().stream()
                .flatMap(body -> Arrays.stream(body.getRecordComponents()).flatMap(component -> {
                    Optional<Class<?>> element =
                            BodyTextTests.elementOf(component).map(annotated -> (Class<?>) annotated.getType());
                    Class<?> type = element.orElse(component.getType());
                    return type.isEnum()
                            ? Stream.of(new Choice(body, component.getName(), element.isPresent(), type))
                            : Stream.empty();
                }))
                .toList();
    }

    @Test
    void wrongValuesAreAnsweredWithTheRightOnes() {
        assertThat(choices())
                .extracting(choice -> choice.body().getSimpleName() + "." + choice.field())
                .contains("PresenceBody.status", "Post.kind", "Escalate.tier", "NewRoom.kind", "RuleRequest.trigger");
        for (Choice choice : choices()) {
            String path = choice.field() + (choice.isElement() ? "[0]" : "");
            String names = Arrays.stream(choice.type().getEnumConstants())
                    .map(value -> json.valueToTree(value).stringValue())
                    .collect(Collectors.joining(", "));
            for (String wrong : List.of("\"nobody\"", "\"\"", "0", "1.5", "true", "{}", "[\"x\"]")) {
                assertThat(refused(choice, wrong))
                        .as("%s.%s is %s", choice.body().getSimpleName(), choice.field(), wrong)
                        .isEqualTo("The field " + path + " has the wrong type or value; it is one of " + names + ".");
            }
            for (Object value : choice.type().getEnumConstants()) {
                String message = refused(choice, json.writeValueAsString(value));
                assertThat(message == null ? "" : message).doesNotContain("it is one of");
            }
        }
    }

    private String refused(Choice choice, String value) {
        Refusal refusal =
                catchThrowableOfType(Refusal.class, () -> binder.bind(choice.with(value, json), choice.body()));
        return refusal == null ? null : refusal.reason();
    }
}
