package com.sealkloud.chat.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.conversation.Conversation;
import jakarta.persistence.Column;
import jakarta.persistence.Id;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A ticket and its room share a row. */
class TicketStateTests {

    /** Otherwise each of them could undo what the other has written. */
    @Test
    void writesNoColumnOfItsRoom() {
        Set<String> ofTicket = writtenColumns(TicketState.class);

        assertThat(ofTicket).contains("assigneeId", "ticket_closed");
        assertThat(writtenColumns(Conversation.class))
                .contains("name", "lastSeq")
                .doesNotContainAnyElementsOf(ofTicket);
    }

    private static Set<String> writtenColumns(Class<?> entity) {
        return Stream.<Class<?>>iterate(entity, type -> type != Object.class, Class::getSuperclass)
                .flatMap(type -> Stream.of(type.getDeclaredFields()))
                .filter(field -> !Modifier.isStatic(field.getModifiers()) && !field.isAnnotationPresent(Id.class))
                .filter(field -> field.getAnnotation(Column.class) == null
                        || field.getAnnotation(Column.class).updatable())
                .map(TicketStateTests::columnOf)
                .collect(Collectors.toSet());
    }

    private static String columnOf(Field field) {
        Column column = field.getAnnotation(Column.class);
        return column == null || column.name().isEmpty() ? field.getName() : column.name();
    }
}
