package com.sealkloud.chat.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.text.Cases;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class MentionsTests {
    private static final List<Person> PEOPLE = List.of(
            person("lena-7", "Lena Sørensen"),
            person("jo", "Jo"),
            person("joann", "Jo Ann"),
            person("zoe-1", "Zoé"),
            person("ravi", "Ravi"),
            person("ilker", "İlker"));

    private static Person person(String userId, String userName) {
        return new Person(userId, userName, Role.EMPLOYEE_L1);
    }

    static List<JsonNode> messages() {
        return Cases.of("mentions");
    }

    @ParameterizedTest
    @MethodSource("messages")
    void areOfTheLongestNameOutsideOfCodeAndAddresses(JsonNode example) {
        List<String> expected = example.required("mentioned")
                .valueStream()
                .map(JsonNode::stringValue)
                .toList();

        assertThat(Mentions.in(example.required("message").stringValue()).of(() -> PEOPLE))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void ofNamesakesAreOfAll() {
        assertThat(Mentions.in("@Ravi")
                        .of(() -> List.of(person("a", "Ravi"), person("b", "ravi"), person("c", "Ravi K"))))
                .containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void areOfFiftyPeopleAtMostInTheOrderOfTheText() {
        List<Person> crowd =
                IntStream.range(0, 60).mapToObj(i -> person("p" + i, "P " + i)).toList();
        String all = crowd.stream().map(each -> "@" + each.userId()).collect(Collectors.joining(" "));

        assertThat(Mentions.in("@p59 " + all).of(() -> crowd)).hasSize(50).startsWith("p59", "p0", "p1");
    }

    @Test
    void areFoundInBoundedTime() {
        List<Person> crowd = Stream.iterate(1, i -> i + 1)
                .limit(500)
                .map(i -> person("p" + i, "x".repeat(i % 100 + 1)))
                .toList();

        Assertions.assertTimeoutPreemptively(
                Duration.ofMinutes(1),
                () -> Mentions.in(("a.b" + "x/".repeat(40) + "@ @x").repeat(150))
                        .of(() -> crowd));
    }

    /** Each was looked through to its end at every character, while others waited to post. */
    @ParameterizedTest
    @ValueSource(strings = {"<", "h/", "fx://", "f:", "http://a.", "!", "a.!", "<a", "\u0301\u0323"})
    void costNoMoreThanTheTextIsLong(String part) {
        String text = part.repeat(200_000 / part.length()) + "a@";

        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> Mentions.in(text).of(List::of));
    }
}
