package com.sealkloud.chat.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Which events name a person whose id could also be a word. */
class NamingTests {

    private final JsonMapper json = JsonMapper.builder().build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'senderId':'client'}",
                "{'mentions':['carol','client']}",
                "{'people':['client','carol']}",
                "{'requestedBy':'client'}",
                "{'closedBy':'client'}",
                "{'memberIds':['client']}",
                "{'ticketId':'7','formerAssigneeId':'client'}",
                "{'data':{'userId':'client'}}",
                "{'reactions':[{'userIds':[],'userId':'client'}]}"
            })
    void namedInAFieldOfPeople(String event) {
        assertThat(isNamed(event)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'content':'client','senderId':'carol'}",
                "{'senderId':'carol','senderName':'client'}",
                "{'senderRole':'client'}",
                "{'clientMessageId':'client'}",
                "{'eventId':'client','correlationId':'client','attachmentIds':['client']}",
                "{'ticketId':'client','title':'client'}",
                "{'client':true,'attachments':[{'name':'client','attachmentId':'client'}]}"
            })
    void notNamedElsewhere(String event) {
        assertThat(isNamed(event)).isFalse();
    }

    private boolean isNamed(String event) {
        return new Naming("client").isIn(json.readTree(event.replace('\'', '"')));
    }
}
