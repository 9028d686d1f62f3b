package com.sealkloud.chat.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Whose names are taken out of what programs have said. */
class PersonRedactionTests {

    private final JsonMapper json = JsonMapper.builder().build();

    private String content(String formerName, boolean isAboutThem, String event) {
        ObjectNode message = (ObjectNode) json.readTree(event.replace('\'', '"'));
        new PersonRedaction("p01", formerName, "Deleted person", false, isAboutThem).apply(message);
        return message.path("content").stringValue();
    }

    @Test
    void programsSayNamesOfThoseWhomTheyMean() {
        String said = "{'senderRole':'service','content':'Ticket 7 of Zoe is open'}";
        String mentioned = "{'senderRole':'service','mentions':['p01'],'content':'@Zoe, it is done'}";

        assertThat(content("Zoe", true, said)).isEqualTo("Ticket 7 of Deleted person is open");
        assertThat(content("Zoe", false, mentioned)).isEqualTo("@Deleted person, it is done");
    }

    /** Users choose their names themselves. */
    @Test
    void wordsOfOthersStay() {
        String said = "{'senderRole':'service','content':'Ticket 7 of dave is open'}";

        assertThat(content("Ticket", false, said)).isEqualTo("Ticket 7 of dave is open");
        assertThat(content("of", true, said)).isEqualTo("Ticket 7 of dave is open");
        assertThat(content("Ticket", true, said.replace("service", "client"))).isEqualTo("Ticket 7 of dave is open");
    }
}
